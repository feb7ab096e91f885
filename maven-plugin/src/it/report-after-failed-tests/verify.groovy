def log = new File(basedir, 'build.log').text
assert log.contains('Failed to execute goal org.apache.maven.plugins:maven-surefire-plugin')

assert log.contains('Report: target/tokenbudget/report/report.html')
assert new File(basedir, 'target/tokenbudget/report/report.md').text.contains('failed, 1 of 2 tasks')

def reports = new File(basedir, 'target/tokenbudget/report')
def suite = new groovy.xml.XmlSlurper().parse(new File(reports, 'TEST-tokenbudget.xml'))
assert suite.@failures == '1'
def issues = new groovy.json.JsonSlurper().parse(new File(reports, 'gl-code-quality.json'))
assert issues*.check_name == ['tokenbudget.OVER_BUDGET']
assert issues[0].location.path.endsWith('ReviewTest.java')
assert issues[0].location.lines.begin > 1

assert log =~ /(?m)^::error file=.*ReviewTest.java,line=\d+,title=Token budget%3A OVER_BUDGET::ReviewTest.reviews /
assert new File(basedir, 'summary.md').text.contains('# Token budget: failed, 1 of 2 tasks')

// the report of the build that passed is with its runs, and was in nobody's way
def former = new File(basedir, 'target/tokenbudget/runs.previous').listFiles()
assert former.length == 1
assert new File(former[0], 'report/report.md').text.contains('passed, 2 tasks')
assert new File(basedir, 'summary.md').text.count('# Token budget: passed, 2 tasks') == 1
assert new File(basedir, 'summary.md').text.count('# Token budget: failed, 1 of 2 tasks') == 1
