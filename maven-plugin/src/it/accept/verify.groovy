import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').text
assert log.contains('Accepting needs a reason')
assert log.contains("No task matches 'nothing*'. The tasks are ReviewTest.reviews, SummaryTest.summarises.")
assert log.contains('SummaryTest.summarises: new, 500 tokens a run on average (3 runs)')
assert log.contains('ReviewTest.reviews: new, 1,200 tokens a run on average (3 runs)')
assert log.contains('1 task is as accepted and stays as it is; -Dtokenbudget.all accepts it too.')
assert log.contains('[ERROR] If that is meant, accept it: mvn tokenbudget:accept -Dtokenbudget.task="ReviewTest.reviews" -Dtokenbudget.reason="…"')
assert log.contains('Nothing changed: these runs are the baseline already.')

def baseline(String testClass) {
    new JsonSlurper().parse(new File(basedir, "src/test/tokenbudget/${testClass}.json"))
}
def task(String testClass, String name) {
    baseline(testClass).tasks[name]
}
def reasons(String testClass, String name) {
    task(testClass, name).accepted.collect { baseline(testClass).acceptances[it - 1].reason }
}
def reviews = task('ReviewTest', 'reviews')
assert reviews.metrics.total.samples == [1560, 1560, 1560]
assert reviews.metrics.input.mean == 1360
assert reasons('ReviewTest', 'reviews') == ['all', 'longer']
assert reviews.replaced*.subMap(['n', 'mean', 'tolerance']) == [[n: 3, mean: 1200, tolerance: '+15%']]
def summarises = task('SummaryTest', 'summarises')
assert summarises.metrics.total.mean == 500
assert reasons('SummaryTest', 'summarises') == ['summaries', 'all']
