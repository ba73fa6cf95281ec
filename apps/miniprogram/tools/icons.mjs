// Writes src/ui/icons.scss and src/ui/icon-names.ts from src/assets/icons/*.svg.
// `--check` writes nothing: it fails when the two are stale and names the icons that no source file uses.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const src = join(import.meta.dirname, '..', 'src')
const iconDir = join(src, 'assets', 'icons')
const names = readdirSync(iconDir)
  .filter((file) => file.endsWith('.svg'))
  .map((file) => file.slice(0, -4))
  .sort()

const dataUri = (name) => {
  const svg = readFileSync(join(iconDir, `${name}.svg`), 'utf8')
    .trim()
    .replaceAll('currentColor', '#000')
    .replaceAll('"', "'")
  return `data:image/svg+xml,${svg.replace(/[#<>%]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)}`
}

const banner = '// Written by tools/icons.mjs.\n'
const rules = names.map((name) => `.q-i-${name} {\n  --i: url("${dataUri(name)}");\n}\n`).join('')
const list = names.map((name) => `  '${name}',\n`).join('')
const outputs = {
  'icons.scss': banner + rules,
  'icon-names.ts': `${banner}export const iconNames = [\n${list}] as const\n\nexport type IconName = (typeof iconNames)[number]\n`,
}

const sources = (dir) =>
  readdirSync(dir, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && entry.name !== 'icon-names.ts')
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join('\n')

if (process.argv.includes('--check')) {
  const stale = Object.keys(outputs).filter((file) => readFileSync(join(src, 'ui', file), 'utf8') !== outputs[file])
  const text = sources(src)
  const unused = names.filter((name) => !text.includes(`'${name}'`) && !text.includes(`"${name}"`))
  if (stale.length) process.stderr.write(`stale: ${stale.join(', ')}; run node tools/icons.mjs\n`)
  if (unused.length) process.stderr.write(`used by no source file: ${unused.join(', ')}\n`)
  process.exit(stale.length ? 1 : 0)
}
for (const [file, text] of Object.entries(outputs)) writeFileSync(join(src, 'ui', file), text)
