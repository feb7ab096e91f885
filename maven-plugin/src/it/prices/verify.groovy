def log = new File(basedir, 'build.log').text

assert log.contains('No model is known: nothing was measured here, and there is no baseline. Run mvn verify first.')
assert log =~ /Price list: @pydantic\/genai-prices \S+ of \d{4}-\d\d-\d\d, \d+ days? old \(comes with TokenBudget\)\./

// the build that was measured said which price file holds
assert log =~ /offline\/model-1 +offline\/model-1 +\$2 +\$10 +- +-/
assert log =~ /Price list: our contract of 2026-11-01, \d+ days? old \(your file prices\.json\)\./

// 1,000 input and 200 output tokens: 0.002 + 0.002 before, 0.004 + 0.004 after
assert log =~ /ReviewTest\.reviews cost [$]0\.008 .*\+100\.0 % .*[$]0\.004.*\+[$]0\.001/
assert log.contains('Why +100.0 %: prices changed: offline/model-1 cost $2 input, $10 output per million tokens when the baseline was measured, and costs $4 input, $20 output per million tokens now; other prices: +100.0 points (+$0.004 a run); tokens +0.0 %.')
