import { Visitor } from 'oxc-parser'
import { eachFile, eachImport, type Rule } from '../project.ts'
import { moduleOf } from '../module.ts'
import { bffFeatureOf, featureOf, inAssembly, inBff, isDoor, layerOf, LAYERS, type Layer } from '../paths.ts'
import { isTest } from '../source.ts'

const rank = (layer: Layer): number => LAYERS.indexOf(layer)

/** The most names that a door may export. */
const MOST_EXPORTS = 12

/** Layers of a feature that assembly imports by file. Guards are those that it hands to http and events. */
const FOR_ASSEMBLY: readonly (Layer | undefined)[] = ['table', 'guard', 'service', 'job', 'routes']

/** Clock, randomness and I/O, which a `.rules` file must not use. */
const IMPURE =
  /\b(?:Date\.now|performance\.now|Math\.random|crypto\.randomUUID|setTimeout|setInterval)\b|\bnew Date\(\)|(?<![.\w])fetch\(/
const IMPURE_IMPORT =
  /^drizzle-orm|^node:(?!crypto$|buffer$|util$)|^apps\/bff\/src\/(?:adapters|db(?!\/text)|http)\/|\.(?:repo|service|job)\.ts$/

export const layerRules: readonly Rule[] = [
  eachFile(
    'a feature file is called <topic>.<layer>',
    (path) => inBff(path) && bffFeatureOf(path) !== undefined,
    ({ path }) => {
      const name = path.split('/features/')[1]?.split('/') ?? []
      if (name.length !== 2) return ['lies in a folder of its feature; a feature is one flat folder']
      if (name[1]?.startsWith(`${name[0]}-`)) return [`repeats its feature; drop ${name[0]}- from the name`]
      if (name[1] === 'index.ts' || layerOf(path)) return []
      return [`has no layer; call it <topic>.<layer>.ts, where the layer is one of ${LAYERS.join(', ')}`]
    },
  ),
  eachImport(
    'a layer takes values only from its own or an earlier one',
    (path) => inBff(path) && bffFeatureOf(path) !== undefined,
    (imported, { path }, project) => {
      const { target, typeOnly, names } = imported
      const own = layerOf(path)
      const feature = bffFeatureOf(target)
      if (typeOnly || !own || !feature) return undefined
      if (feature === bffFeatureOf(path)) {
        if (isDoor(target)) return `imports its own door; import the file that declares ${names.join(', ')}`
        const other = layerOf(target)
        return other && rank(other) > rank(own)
          ? `is a .${own} and takes ${names.join(', ')} from ${target}; move what both need to a .${own} or an earlier layer, or pass it in`
          : undefined
      }
      if (own === 'table' || own === 'rules') {
        return `is a .${own} and takes ${names.join(', ')} from ${target}; pass it in from a service`
      }
      // An import through a door counts as an import from the file that declares the name.
      const door = project.filesOf(imported).map((one) => project.at(one))[0]
      const declared = door ? moduleOf(door).exports : []
      const late = declared.find(({ name, from }) => {
        const other = from === undefined ? undefined : layerOf(from)
        return names.includes(name) && other !== undefined && rank(other) > rank(own)
      })
      return late
        ? `is a .${own} and takes ${late.name} through a door from ${late.from}; ask for it in a .service and pass it in`
        : undefined
    },
  ),
  eachFile(
    '.rules are pure',
    (path) => inBff(path) && layerOf(path) === 'rules',
    (file) => {
      const { code, imports, lineAt } = moduleOf(file)
      const word = IMPURE.exec(code)
      const taken = imports.find(({ target, typeOnly }) => !typeOnly && IMPURE_IMPORT.test(target))
      return [
        ...(word ? [{ message: `uses ${word[0]}; take the value as a parameter`, line: lineAt(word.index) }] : []),
        ...(taken
          ? [{ message: `imports ${taken.target}; what does I/O is a .repo or a .service`, line: taken.line }]
          : []),
      ]
    },
  ),
  eachFile(
    'a door exports verbs and view types, twelve at most',
    (path) => inBff(path) && isDoor(path),
    (file) => {
      const { exports } = moduleOf(file)
      const wrong = exports.flatMap(({ name, typeOnly, from, line }) => {
        if (from === undefined) return [{ message: `declares ${name}; a door only re-exports`, line }]
        if (name === '*') return [{ message: `re-exports all of ${from}; name what other features need`, line }]
        if (typeOnly) return []
        const layer = layerOf(from)
        if (layer === 'repo') {
          return [
            {
              message: `exports ${name} of a .repo; export a verb of a .service that keeps the invariants of the rows`,
              line,
            },
          ]
        }
        if (layer === 'table') return [{ message: `exports the table ${name}; schema/ takes it by file`, line }]
        if (layer === 'routes') return [{ message: `exports ${name} of a .routes; app.ts takes it by file`, line }]
        return []
      })
      const many = exports.length > MOST_EXPORTS
      const names = `exports ${exports.length} names, of ${MOST_EXPORTS} at most; put steps that belong together behind one verb`
      return [...wrong, ...(many ? [names] : [])]
    },
  ),
  eachImport(
    'a feature uses another one only through its door',
    (path) => featureOf(path) !== undefined && !isTest(path),
    ({ target }, { path }) => {
      const other = featureOf(target)
      const past = other !== undefined && (other !== featureOf(path) || target.split('/')[1] !== path.split('/')[1])
      return past && !isDoor(target)
        ? `imports ${target}; export what is needed from that feature's index.ts`
        : undefined
    },
  ),
  eachImport('assembly imports layers of features by file', inAssembly, ({ target }) =>
    bffFeatureOf(target) === undefined || FOR_ASSEMBLY.includes(layerOf(target))
      ? undefined
      : `imports ${target}; import the .table, .guard, .service, .job or .routes that declares the name`,
  ),
  eachImport(
    'a repo uses only repos of its own folder',
    (path) => inBff(path) && layerOf(path) === 'repo',
    ({ target, typeOnly }, { path }) => {
      const folder = (one: string) => one.slice(0, one.lastIndexOf('/'))
      return typeOnly || layerOf(target) !== 'repo' || folder(target) === folder(path)
        ? undefined
        : `imports ${target}; join its table, or combine the two in a service`
    },
  ),
  eachFile(
    'a route is one line',
    (path) => inBff(path) && layerOf(path) === 'routes',
    (file) => {
      const { code, program, lineAt } = moduleOf(file)
      const found: { message: string; line: number }[] = []
      const decision = /\b(?:if|for|while|switch)\s*\(|\btry\s*\{/.exec(code)
      if (decision) {
        found.push({ message: 'decides something; move the decision to the service', line: lineAt(decision.index) })
      }
      new Visitor({
        Property({ value }) {
          const isFunction = value.type === 'ArrowFunctionExpression' || value.type === 'FunctionExpression'
          if (!isFunction || value.body?.type !== 'BlockStatement') return
          found.push({ message: 'has a handler with a body; call one verb of the service', line: lineAt(value.start) })
        },
      }).visit(program)
      return found
    },
  ),
]
