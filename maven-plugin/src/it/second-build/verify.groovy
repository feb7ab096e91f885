def builds = new File(basedir, 'build.log').text.split('Building second-build')

assert builds[1].contains('[WARNING] SecondBuildTest.measures ')
assert builds[2] =~ /settings\.json is of build intruder, but this build is \S+: another one began in the same folder meanwhile\./
