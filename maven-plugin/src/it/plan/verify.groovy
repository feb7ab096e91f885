def log = new File(basedir, 'build.log').text

assert log =~ /task +baseline +build +CV +MDE +tolerance +needed +tokens once +tokens a build +cost once +cost a build/
assert log =~ /ReviewTest\.reviews +10 +5 +24 % +\+41\.8 % +\+15% +38 +28,000 +38,000 +\$0\.56 +\$0\.76/
assert log =~ /ReviewTest\.reviews +10 +20 +24 % +\+27\.0 % +\+30% +12 +2,000 +12,000 +\$0\.04 +\$0\.24/
assert log.contains('mvn verify -Dtokenbudget.runs=28, then mvn tokenbudget:accept -Dtokenbudget.add')
assert log.contains('There is no baseline to plan with. Run mvn verify, and accept what it measured')
