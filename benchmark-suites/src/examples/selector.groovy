// The invoker takes the folder of this script for the project's: …/<example>/../../../src/examples
if (!basedir.path.contains('node-agent')) {
    return true
}
try {
    return ['npm', '--version'].execute().waitFor() == 0
} catch (IOException e) {
    println "npm is not here: $e.message"
    return false
}
