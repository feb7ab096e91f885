import groovy.json.JsonSlurper
import groovy.xml.XmlSlurper

def builds = new File(basedir, 'build.log').text.split('Building new-waste')
def report = { folder, file -> new File(basedir, "target/$folder/report/$file") }
def json = { folder -> new JsonSlurper().parse(report(folder, 'report.json')) }
def task = { folder -> json(folder).tasks.find { it.task == 'answers' } }

// A judge changes no verdict and no cause; what it costs is the price of the test, in both variants.
assert builds[2] =~ /SupportTest\.answers +3 +3,232 +~3,232 +3,232 +\+0\.0 % +OK/
assert builds[2] =~ /The price of the test: [$]0\.0454 in 6 runs\. Agents used 19,398 tokens for [$]0\.023, judges 9,492 tokens in 6 calls for [$]0\.0224, which is 49 % of it\./
assert builds[2] =~ /SupportTest\.answers: A run's test costs [$]0\.00639 for the agent and [$]0\.00373 for its judge \(3,232 and 1,582 tokens\)\./
assert !builds[1].contains('The price of the test')
def graded = task('graded')
assert graded.verdict == 'OK' && graded.explanation.causes == []
assert graded.cost.test.judge.calls == 3 && graded.cost.test.judge.tokens == 3 * 1582 && graded.cost.test.agent.tokens == 3 * 3232
assert json('graded').cost.test.judge.calls == 6
assert report('graded', 'report.md').text.contains('The price of the test: $0.0454 in 6 runs.')
assert report('graded', 'report.html').text.contains('<h3>The price of the test</h3>')

// Waste that the baseline does not know: what, how much, and where to look.
def waste = 'SupportTest.answers wastes tokens in a way that is new since its baseline: tool refund was called in none of 3 runs, and is defined in each request (calls 1, 2 of run 1). Mending it saves 380 tokens and $0.000261 a run, $2.61 a month. Remove it, or offer it only in the step that needs it.'
def accept = ' Or accept it: mvn tokenbudget:accept -Dtokenbudget.task="SupportTest.answers" -Dtokenbudget.reason="…"'
assert builds[3].contains("[WARNING] $waste$accept")
assert builds[3] =~ /SupportTest\.answers +3 +3,640 .* \+12\.6 % +OK/
assert builds[3].contains('1. SupportTest.answers: unusedTool (refund), which is new, saves 380 tokens and $0.000261 a run, $2.61 a month.')
assert builds[3].contains('BUILD SUCCESS')
assert builds[4].contains("[ERROR] $waste$accept")
assert builds[4].contains("::error title=Token budget::$waste$accept")

// A figure that misses its minimum fails as well.
assert builds[3] =~ /SupportTest\.answers +mean of cacheHitRate +0\.316 +at least 0\.2 +met/
assert builds[4] =~ /SupportTest\.answers +mean of cacheHitRate +0\.316 +at least 0\.6 +missed/
assert builds[4] =~ /SupportTest\.answers +mean of costUsd +[$]0\.0069 +at most [$]0\.05 +met/
assert builds[4].contains('[ERROR] SupportTest.answers had a cache hit rate of 0.316 a run on average, but at least 0.6 is asked for.')
assert builds[4] =~ /::error file=src\/test\/java\/SupportTest\.java,line=\d+,title=Token budget%3A OFF_TARGET::SupportTest\.answers had/
assert !builds[4].contains('Running SupportTest')

// The variants stand beside each other.
assert builds[4] =~ /variants of SupportTest\.answers +runs +passed +95 % interval +tokens a run +a run +a success/
assert builds[4] =~ /gpt-5 \(in use\) +3 +3 of 3 +44 to 100 % +3,640 +[$]0\.0069 +[$]0\.0069/
assert builds[4] =~ /gpt-5-mini +3 +3 of 3 +44 to 100 % +3,642 +[$]0\.00138 +[$]0\.00138/

// All of it in every file.
def measured = json('tokenbudget')
assert measured.failures.any { it.startsWith(waste) }
assert measured.opportunities.size() == 2
assert measured.variants[0].variants*.name == ['gpt-5', 'gpt-5-mini']
def answers = task('tokenbudget')
assert answers.verdict == 'OFF_TARGET'
assert answers.targets*.status == ['MISSED', 'MET']
assert answers.waste[0].kind == 'unusedTool' && answers.waste[0].subject == 'refund' && answers.waste[0].isNew
assert answers.explanation.causes[0].tools == ['refund'] && answers.explanation.causes[0].usd > 0

def markdown = report('tokenbudget', 'report.md').text
assert markdown.startsWith('# Token budget: failed, 2 of 2 tasks')
assert markdown.contains("- $waste Or accept it.\n")
assert markdown.contains('Variants:\n\n- SupportTest.answers: Not shown: gpt-5-mini may be cheaper')
assert markdown.contains('<summary>Targets: 2 of 4 met</summary>')
assert markdown.contains('Top opportunities to save:\n\n- SupportTest.answers: unusedTool (refund), which is new, saves')
assert markdown.contains('mvn tokenbudget:accept -Dtokenbudget.task="SupportTest.answers" -Dtokenbudget.reason="…"')

def suite = new XmlSlurper().parse(report('tokenbudget', 'TEST-tokenbudget.xml'))
assert suite.@failures == '3'
assert suite.testcase.find { it.@name == 'the measurement as a whole' }.failure.text().startsWith(waste)
assert suite.testcase.find { it.@name == 'answers: mean of cacheHitRate, at least 0.6' }.failure.@type == 'OFF_TARGET'
def properties = suite.properties.property.collectEntries { [it.@name.text(), it.@value.text()] }
assert properties['tokenbudget.priceOfTest'].startsWith('The price of the test: $0.0487 in 6 runs.')
assert properties['tokenbudget.variant.1'].startsWith('SupportTest.answers: Not shown: gpt-5-mini may be cheaper')
assert properties['tokenbudget.opportunity.1'].contains('Mending it saves 380 tokens')

def issues = new JsonSlurper().parse(report('tokenbudget', 'gl-code-quality.json'))
assert issues.findAll { it.severity == 'major' }.size() == 3
assert issues.any { it.check_name == 'tokenbudget.OFF_TARGET' && it.location.path == 'src/test/java/SupportTest.java' }

def page = report('tokenbudget', 'report.html').text
assert ['<h2 id="variants"', '<h2 id="waste"', '<h3>The price of the test</h3>', '<h4>Targets</h4>', 'definition of refund (added)'].every { page.contains(it) }
