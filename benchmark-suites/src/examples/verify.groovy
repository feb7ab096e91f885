// The invoker takes the folder of this script for the project's: …/<example>/../../../src/examples
def example = new File(basedir.path.split(/[\\\/]\.\.[\\\/]/)[0])
def regression = [
    'langchain4j': 'system prompt +377 tokens a call',
    'node-agent': 'tool results +5,506 tokens a run',
    'spring-ai': 'tool definitions (1 → 4 tools)'
][example.name]
def readme = new File(example, 'README.md').getText('UTF-8')
def log = new File(example, 'build.log').getText('UTF-8')
def (unchanged, drifted) = log.split('BUILD SUCCESS', 2)

assert readme.readLines().size() <= 10
assert readme.contains(regression)
def task = (readme =~ /prints `(\S+) … OK`/)[0][1]
assert unchanged =~ /${task} +5 .* OK/
assert drifted =~ /${task} +\d+ .* DRIFTED/
assert drifted.contains(regression)
