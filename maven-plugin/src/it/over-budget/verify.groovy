def log = new File(basedir, 'build.log').text

assert log =~ /ReviewTest\.reviews used 20,200 tokens in 3 runs, but its budget is 15,000 \(maxTotal\)/
assert new File(basedir, 'target/tokenbudget/report/report.json').text.contains('"verdict": "OVER_BUDGET"')
