import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').text
assert log =~ /ERROR\] ReviewTest\.reviews used 1,560 tokens .*\+30\.0 % .*1,200.*\+15%/
assert log.contains('is a copy of a run log already read: counted once.')
assert log =~ /SummaryTest\.summarises +3 .* \+0\.0 % +OK/
assert log =~ /of-a was measured at commit aaaa111, but .*of-b at bbbb222\. Leave one of them out, or mix them knowingly: -Dtokenbudget\.mixCommits=true\./
assert log.contains('No task was measured, and there is no baseline.')
assert log.contains('tokenbudget.measurementDirectories names folders like target/tokenbudget, with settings.json and runs.')

def samples(String testClass, String task) {
    new JsonSlurper().parse(new File(basedir, "src/test/tokenbudget/${testClass}.json")).tasks[task].metrics.total.samples
}
assert samples('ReviewTest', 'reviews') == [1560, 1560, 1560]
assert samples('SummaryTest', 'summarises') == [500, 500, 500]
