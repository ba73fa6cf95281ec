// Runs WeChat's own upload compiler over a copy of a build: `node compile.cjs <compiler> <copy>`, in a process of its
// own, because the compiler writes to the console, forks, and leaves a cache in the current folder.
const { writeSync } = require('node:fs')
const { join } = require('node:path')

const [compiler, folder] = process.argv.slice(2)
const print = (what) => writeSync(1, `${JSON.stringify(what)}\n`)
const fail = (error) => {
  print({ problem: String((error && error.message) || error) })
  process.exit(1)
}
process.chdir(folder)
for (const name of ['log', 'info', 'warn', 'error']) console[name] = () => undefined
process.on('unhandledRejection', fail)

async function compile() {
  const ci = require(compiler)
  const project = new ci.Project({
    appid: 'wx0123456789abcdef',
    type: 'miniProgram',
    projectPath: folder,
    privateKey: 'unused',
    ignores: [],
    // Without this the limits of the app are looked up at WeChat's servers, with a login.
    attr: async () => ci.DefaultProjectAttr,
  })
  // JavaScript, WXML and WXSS are parsed only when they are also transformed.
  const setting = { es6: true, es7: true, minify: true, minifyJS: true, minifyWXML: true, minifyWXSS: true }
  const files = await ci.getCompiledResult(
    { project, version: '0.0.0', desc: 'check', setting, onProgressUpdate() {} },
    join(folder, 'out.zip'),
  )
  const quality = await ci.checkCodeQuality(project, join(folder, 'quality.json'))
  const sizes = quality.find(({ name }) => name === 'PACKAGE_SIZE_LIMIT')
  print({ files: Object.keys(files).length, sizes: sizes && sizes.detail, sizesOk: Boolean(sizes && sizes.success) })
}

compile().then(() => process.exit(0), fail)
