import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').text

// Both cost what the bundled price list says, $3 and $1 a million input tokens; one run of the variant fails.
assert log =~ /variants of ReviewTest\.reviews +runs +passed +95 % interval +tokens a run +a run +a success/
assert log =~ /claude-sonnet-4-5 \(in use\) +40 +40 of 40 +91 to 100 % +10,100 +[$]0\.0315 +[$]0\.0315/
assert log =~ /claude-haiku-4-5 +40 +39 of 40 +87 to 99\.6 % +10,100 +[$]0\.0105 +[$]0\.0108/
assert log =~ /Not shown: claude-haiku-4-5 is cheaper \([$]0\.0108 against [$]0\.0315 a success, -65\.8 %\), but may be worse \(pass rate 39 of 40 against 40 of 40, up to 11\.4 points lower; 10 points are allowed\)\. If it stays like that, about 6 more runs of each would show it: mvn verify -Dtokenbudget\.runs=46/

// The runs took turns: each is followed by one of the other variant.
def order = (log =~ /RUN (\S+)/).collect { it[1] }.take(80)
assert order.take(6) == ['claude-sonnet-4-5', 'claude-haiku-4-5', 'claude-haiku-4-5', 'claude-sonnet-4-5', 'claude-sonnet-4-5', 'claude-haiku-4-5']
assert order.count('claude-haiku-4-5') == 40

// Only the variant in use was accepted, by the name of the task; the other one first in the code is another model of the same task.
assert log.contains('ReviewTest.reviews asks for anthropic claude-haiku-4-5, but its baseline was measured with anthropic claude-sonnet-4-5')
assert log.contains('run both as variants of the task (@Variant, docs/variants.md)')

def variants = new JsonSlurper().parse(new File(basedir, 'target/tokenbudget/report/report.json')).variants
assert variants.size() == 1
assert variants[0].variants.collect { it.name } == ['claude-haiku-4-5', 'claude-sonnet-4-5']
assert variants[0].variants[1].againstInUse.cheaper == false
assert new File(basedir, 'target/tokenbudget/report/report.html').text.contains('<h2 id="variants"')
assert new File(basedir, 'target/tokenbudget/report/report.md').text.contains('Variants:')
