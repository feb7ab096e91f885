import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').text
assert log.contains('Accepting needs a reason')
assert log.contains("No task matches 'nothing*'. The tasks are ReviewTest.reviews, SummaryTest.summarises.")
assert log.contains('SummaryTest.summarises: new, 500 tokens a run on average (3 runs)')
assert log.contains('ReviewTest.reviews: new, 1,200 tokens a run on average (3 runs)')
assert log.contains('Nothing changed: these runs are the baseline already.')

def task(String testClass, String name) {
    new JsonSlurper().parse(new File(basedir, "src/test/tokenbudget/${testClass}.json")).tasks[name]
}
def reviews = task('ReviewTest', 'reviews')
assert reviews.metrics.total.samples == [1200, 1200, 1200]
assert reviews.metrics.input.mean == 1000
assert reviews.acceptances*.reason == ['all']
def summarises = task('SummaryTest', 'summarises')
assert summarises.metrics.total.mean == 500
assert summarises.acceptances*.reason == ['summaries', 'all']
