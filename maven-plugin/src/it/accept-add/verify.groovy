import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').text
assert log =~ /ReviewTest\.reviews: new, 1,200 tokens .*3 runs/
assert log.contains('ReviewTest.reviews: from 1,200 to 1,250 tokens a run on average (6 runs of 2 builds)')
assert log =~ /ReviewTest\.reviews: the runs of build \S+ are in its baseline already, and count once\./
assert log.contains('Nothing changed: these runs are the baseline already.')
assert log =~ /ReviewTest\.reviews .*offline model-2.*offline model-1/

def baseline = new JsonSlurper().parse(new File(basedir, 'src/test/tokenbudget/ReviewTest.json'))
def reviews = baseline.tasks.reviews
assert reviews.metrics.total.samples == [1200, 1200, 1200, 1300, 1300, 1300]
assert reviews.metrics.total.samplesOfBuilds == [3, 3]
assert reviews.measured*.runs == [3, 3]
assert reviews.measured*.build == [1, 2] && baseline.builds.size() == 2
assert reviews.accepted.collect { baseline.acceptances[it - 1].reason } == ['first', 'second']
