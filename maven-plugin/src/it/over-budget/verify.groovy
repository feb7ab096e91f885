def log = new File(basedir, 'build.log').text

assert log =~ /ReviewTest\.reviews .*20,200 tokens .*15,000 \(maxTotal\)/
assert new File(basedir, 'target/tokenbudget/report/report.json').text.contains('"verdict": "OVER_BUDGET"')
