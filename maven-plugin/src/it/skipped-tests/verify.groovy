def output = new File(basedir, 'build.log').text
def build = output.split('Scanning for projects')

def condition = 'AgentTest.byCondition was skipped, so nothing was measured: System property [key] does not exist'
def assumption = 'AgentTest.byAssumption was skipped, so nothing was measured: Assumption failed: no key'

assert build[3].contains(condition)
assert build[3].contains(assumption)
assert build[3] =~ /AgentTest\.local +1 +51 .*OK/

// nothing at all was measured, and every reason is told
assert build[4].contains(condition)
assert build[4].contains(assumption)
assert build[4].contains('AgentTest.local was skipped, so nothing was measured: Assumption failed: no model')
