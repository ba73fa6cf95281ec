import { defineConfig, type UserConfigExport } from '@tarojs/cli'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

const root = path.resolve(__dirname, '..')
const packagesDir = path.resolve(root, '..', '..', 'packages')
const target = process.env.TARO_ENV
const asked = process.env.QINGPIN_GALLERY === '1'
const gallery = process.env.NODE_ENV !== 'production' || asked
// A build that shows the components must not be taken for the one that is served.
const outputRoot = asked ? `dist/${target}-gallery` : `dist/${target}`
const apiAddress = process.env.TARO_APP_API ?? (target === 'weapp' ? 'http://127.0.0.1:8787' : '')

const patches = createHash('sha256')
  .update(readFileSync(path.resolve(root, '..', '..', 'tools/patches/taro-router.patch')))
  .digest('hex')
  .slice(0, 8)

const cssModules = {
  enable: true,
  config: { namingPattern: 'module' as const, generateScopedName: '[name]__[local]___[hash:base64:5]' },
}
const flexGap = { [path.resolve(__dirname, 'flex-gap/plugin.js')]: { enable: true, config: {} } }
// A drawing inlined as base64 would travel through setData with every page; as a file it is only a path.
const imageUrlLoaderOption = { limit: 64 }

/** A hash of the contract: answers that a phone stored under another one may have another form. */
function answerForm(): string {
  const folder = path.join(packagesDir, 'contract/src')
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /(?<!\.test)\.ts$/.test(file),
  )
  const hash = createHash('sha256')
  for (const file of files.sort()) hash.update(file).update(readFileSync(path.join(folder, file)))
  return hash.digest('hex').slice(0, 12)
}

interface WebpackChain {
  merge(options: object): void
}

export default defineConfig<'webpack5'>(async () => {
  const base: UserConfigExport<'webpack5'> = {
    projectName: 'qingpin',
    date: '2026-11-20',
    designWidth: 375,
    deviceRatio: { 640: 2.34 / 2, 750: 1, 375: 2, 828: 1.81 / 2 },
    sourceRoot: 'src',
    outputRoot,
    plugins: [path.resolve(__dirname, 'aria/plugin.js')],
    logger: { quiet: true, stats: false },
    defineConstants: {
      'process.env.TARO_APP_API': JSON.stringify(apiAddress),
      'process.env.QINGPIN_GALLERY': JSON.stringify(gallery ? '1' : ''),
      'process.env.QINGPIN_ANSWER_FORM': JSON.stringify(answerForm()),
    },
    // setTabBarItem names icons that app.config does not, so nothing else would copy them.
    // A sound is named by its path, too: a phone plays no data address.
    copy: {
      patterns: ['tab', 'sound'].map((folder) => ({
        from: `src/assets/${folder}/`,
        to: `${outputRoot}/assets/${folder}/`,
      })),
      options: {},
    },
    framework: 'react',
    compiler: { type: 'webpack5', prebundle: { enable: false } },
    // The settings below end up in the code, so an answer cached under other ones would be wrong. Modules shared inside
    // a subpackage get lost when only some of them come from the cache: a WeChat build to be kept starts clean. Webpack
    // takes a package of the same version for the same code, so the patches are part of the name.
    cache: {
      enable: target !== 'weapp' || process.env.NODE_ENV !== 'production',
      name: `${target}-${process.env.NODE_ENV}-${gallery ? 'gallery' : 'plain'}-${patches}-${encodeURIComponent(apiAddress)}`,
    },
    alias: { '@': path.resolve(root, 'src') },
    mini: {
      compile: { include: [packagesDir] },
      imageUrlLoaderOption,
      // Class names are unique and no rule relies on the order of files.
      miniCssExtractPluginOption: { ignoreOrder: true },
      postcss: { pxtransform: { enable: true, config: {} }, cssModules, ...flexGap },
      optimizeMainPackage: { enable: true },
    },
    h5: {
      publicPath: '/',
      staticDirectory: 'static',
      router: { mode: 'hash' },
      devServer: {
        host: '127.0.0.1',
        port: 10186,
        open: false,
        proxy: [{ context: ['/api'], target: 'http://127.0.0.1:8787' }],
      },
      webpackChain(chain: WebpackChain) {
        // Without it every page chunk repeats 54 kB of component wrappers.
        const shared = {
          name: 'shared',
          chunks: 'async',
          minChunks: 2,
          minSize: 0,
          priority: 5,
          reuseExistingChunk: true,
        }
        chain.merge({ optimization: { splitChunks: { cacheGroups: { shared } } } })
      },
      output: { filename: 'js/[name].[contenthash:8].js', chunkFilename: 'js/[name].[contenthash:8].js' },
      miniCssExtractPluginOption: {
        ignoreOrder: true,
        filename: 'css/[name].[contenthash:8].css',
        chunkFilename: 'css/[name].[contenthash:8].css',
      },
      // In a browser there is no setData, and the drawing of a lost network must not need the network.
      imageUrlLoaderOption: { limit: 4096 },
      compile: { include: [packagesDir] },
      postcss: {
        // The default clamp of 20 to 40 draws the whole app twice as large on a desktop browser.
        pxtransform: { enable: true, config: { baseFontSize: 20, minRootSize: 18, maxRootSize: 22 } },
        autoprefixer: { enable: true, config: {} },
        cssModules,
        ...flexGap,
      },
    },
  }
  return base
})
