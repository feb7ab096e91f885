def log = new File(basedir, 'build.log').text

assert log.count('ReviewTest.reviews: Judged by the rule for task ReviewTest.*, metric total, statistic mean, mode exact, alpha 0.05.') == 2
// the session in the test's JVM judges by the same rules as the goal
assert (log =~ /ReviewTest\.reviews .* \+30\.0 % +OK/).size() == 2
assert log =~ /ReviewTest\.reviews used 1,560 tokens .*\+30\.0 % .*1,200.*\+20%/
assert log.contains("Rule 1 {metric=tokns, task=Review*} cannot be used. There is no metric 'tokns'.")
assert log.contains('tokenbudget.rule.1.tolerence=+5% (POM, configuration of the plugin')
assert log.count('Running ReviewTest') == 1

// a maximum of tokens for each unit of value, met and then missed
def review = 'ReviewTest.reviews'
assert log =~ /$review +mean of total\/reviews written +780 +at most 1,000 tokens +met/
assert log =~ /$review +mean of total\/reviews written +780 +at most 700 tokens +missed/
assert log.contains('OFF_TARGET as well: it used 780 tokens per unit (reviews written) on average, but at most 700 tokens is asked for.')
