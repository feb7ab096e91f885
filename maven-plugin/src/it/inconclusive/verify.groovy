def log = new File(basedir, 'build.log').text

def sentence = "ReviewTest.reviews used 1,560 tokens a run on average, +30.0 % against the baseline's 1,200; its tolerance is +15%, but noise may explain it (q = "
assert log.contains('[WARNING] ' + sentence)
assert log.contains('[ERROR] ' + sentence)
assert log =~ /ReviewTest\.reviews .* \+30\.0 % +DRIFTED/
