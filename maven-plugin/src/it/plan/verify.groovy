def log = new File(basedir, 'build.log').text

assert log =~ /task +baseline +build +CV +tolerance +finds +finds at equal calls +runs to add +tokens once +cost once/
assert log =~ /ReviewTest\.reviews +10 +5 to 40 +24 % +\+15% +\+32\.3 % +- +20 +20,000 +\$0\.40/
assert log =~ /ReviewTest\.reviews +10 +20 to 40 +24 % +\+30% +\+41\.2 % +- +0 +0 +\$0/
assert log.contains('mvn verify -Dtokenbudget.runs=20, then mvn tokenbudget:accept -Dtokenbudget.add -Dtokenbudget.task="ReviewTest.reviews"')
assert log.contains('There is no baseline to plan with. Run mvn verify, and accept what it measured')
