import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').text
assert log =~ /ReviewTest\.json: has merge conflict markers, the first in line 13: resolve the conflict\. Or replace the file by the runs at hand: mvn tokenbudget:accept -Dtokenbudget\.task="ReviewTest#\*" -Dtokenbudget\.reason="…"\./
assert log.contains('The branches do not agree on ReviewTest.reviews, of which no run is accepted now. Nothing was accepted.')

def reviews = new JsonSlurper().parse(new File(basedir, 'src/test/tokenbudget/ReviewTest.json')).tasks.reviews
assert reviews.metrics.total.samples == [1200, 1200, 1200]
