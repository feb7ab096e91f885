def builds = new File(basedir, 'build.log').getText('UTF-8').split('Scanning for projects').tail()
def task = 'NoisyAgentTest.diagnosesFaultFromStackTraceAndLog'

assert builds[0] =~ /${task} +50 .* NEW/
builds[2..4].each { unchanged ->
    assert unchanged =~ /${task} +\d+ .* OK/
    assert !unchanged.contains("[WARNING] $task")
}

def larger = builds[5]
assert larger =~ /${task} +10 .* DRIFTED/
assert larger =~ /\[ERROR\] ${task} used .*, and \+2[0-9.]+ % at an equal number of calls; /
assert larger =~ /\[ERROR\] Each call is \+2[0-9.]+ % larger \(proved, at least \+/

def loops = builds[6]
assert loops =~ /\[ERROR\] ${task} used .*; its tolerance is \+15% \(q = /
assert !loops.contains('at an equal number of calls')
assert loops =~ /\[ERROR\] Each call is [^;(]*; [0-9.]+ more calls a run .*, proved\./

def traded = builds[7]
assert traded =~ /${task} +\d+ .* OK/
assert traded =~ /\[WARNING\] ${task} traded calls for larger ones, at .*: each call is \+2[0-9.]+ % larger \(proved/
