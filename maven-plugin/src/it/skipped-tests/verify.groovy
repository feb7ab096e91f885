def output = new File(basedir, 'build.log').text
def build = output.split('Scanning for projects')

def condition = 'System property [key] does not exist'
def assumption = 'Assumption failed: no key'
def offline = 'Assumption failed: no model'
def nothing = /Nothing was measured: 3 tasks were skipped: (?=.*\Q${condition}\E)(?=.*${assumption})(?=.*${offline})/

// without a baseline, every reason is a warning, and there is a report
assert build[1] =~ /\[WARNING] ${nothing}.*To fail such a build, set -Dtokenbudget\.failOnSkipped=true\./
assert build[1].contains('Report: ')

assert build[4].contains("AgentTest.byCondition was skipped, so nothing was measured: ${condition}")
assert build[4].contains("AgentTest.byAssumption was skipped, so nothing was measured: ${assumption}")
assert build[4] =~ /AgentTest\.local +1 +51 .*OK/
assert !build[4].contains('Nothing was measured')

// nothing at all was measured, and every reason is told
assert build[5].contains("AgentTest.byCondition was skipped, so nothing was measured: ${condition}")
assert build[5].contains("AgentTest.byAssumption was skipped, so nothing was measured: ${assumption}")
assert build[5].contains("AgentTest.local was skipped, so nothing was measured: ${offline}")
assert build[5] =~ /\[WARNING] ${nothing}/

assert build[6] =~ /\[ERROR] .*(?s:.*)${nothing}/
def report = new File(basedir, 'target/tokenbudget/report')
for (name in ['report.md', 'report.html']) {
    assert new File(report, name).text.contains('Nothing was measured: 3 tasks were skipped: ')
}
