import * as glass from 'glass-easel'
import { type CodeSpace, MiniProgramEnv } from 'glass-easel-miniprogram-adapter'
import { complain, delivered, report } from './report.ts'

/** `EventBubbleStatus.NoDefault`, which the framework has as a type only. */
const NO_DEFAULT = 1 as glass.EventBubbleStatus

type Definition = Record<string, unknown>
type Backend = ReturnType<MiniProgramEnv['associateBackend']>
export type Instance = Definition & { setData: (changes: object, done?: () => void) => void }

export interface Framework {
  space: CodeSpace
  backend: Backend
}

/** WeChat's component framework with the bundle's templates in it. */
export function makeFramework(): Framework {
  glass.globalOptions.throwGlobalError = false
  glass.globalOptions.writeIdToDOM = true
  glass.addGlobalErrorListener((error, about) => complain(`component ${whereOf(about)}`, error))
  writeAttributesAsWeChat()

  const env = new MiniProgramEnv()
  const space = env.createCodeSpace('', true)
  const context = new glass.CurrentWindowBackendContext()
  const backend = env.associateBackend(context)
  context.onEvent((target, type, detail: { x?: number; y?: number } | undefined, options) => {
    const { x = 0, y = 0 } = detail ?? {}
    const touch = { identifier: 0, clientX: x, clientY: y, pageX: x, pageY: y }
    const touches = /^(?:tap|touch|longpress)/.test(type) ? { touches: [touch], changedTouches: [touch] } : {}
    const event = new glass.Event(type, detail ?? {}, { ...options, extraFields: touches })
    glass.Event.dispatchEvent(target, event)
    return event.defaultPrevented() ? NO_DEFAULT : undefined
  })
  const groups = delivered.templates()
  for (const path of Object.keys(groups)) {
    const content = { groupList: groups, content: groups[path], fallbackListenerOnNativeNode: true }
    if (path in delivered.parts) space.addCompiledTemplate(path, content as never)
  }
  for (const [path, config] of Object.entries(delivered.parts)) space.addComponentStaticConfig(path, config as never)
  return { space, backend }
}

const whereOf = (about: unknown) =>
  typeof about === 'object' && about !== null && 'method' in about ? String(about.method) : String(about)

/** Built-in tags are plain elements here, so attributes are made to what WeChat's typed properties would make of them. */
function writeAttributesAsWeChat(): void {
  const write = glass.NativeNode.prototype.setAttribute
  glass.NativeNode.prototype.setAttribute = function (name, value) {
    const element = this.getBackendElement() as unknown
    const isField = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement
    let wanted = value ?? false
    if (name === 'disabled' || name === 'checked') wanted = Boolean(wanted)
    if (name === 'value' && isField) {
      const text = wanted === false ? '' : String(wanted)
      if (element.value !== text) element.value = text
      return
    }
    write.call(this, element instanceof HTMLButtonElement && name === 'type' ? 'wx-type' : name, wanted)
  }
}

/** Registers a page or component under the file that defines it; what it sends to the view is counted. */
export function define(
  space: CodeSpace,
  kind: 'Page' | 'Component' | 'Behavior',
  path: string,
  definition: Definition,
) {
  const lifetimes = (definition.lifetimes ?? {}) as Definition
  const first = (lifetimes.created ?? definition.created) as ((this: unknown) => void) | undefined
  const counted = {
    ...definition,
    lifetimes: {
      ...lifetimes,
      created(this: Instance) {
        countSetData(this, path)
        first?.call(this)
      },
    },
  }
  const made = kind === 'Component' ? counted : definition
  return space.componentEnv(path, (env) => (env[kind] as (made: Definition) => unknown)(made))
}

/** Sends through setData what WeChat would carry from the logic to the view: JSON, and nothing that JSON has not. */
export function countSetData(instance: Instance, page: string): void {
  const send = instance.setData
  instance.setData = (changes, done) => {
    const text = JSON.stringify(changes)
    const bytes = new TextEncoder().encode(text).length
    report.setData.push({ page, bytes, at: performance.now(), skeleton: /q-(?:skel|bone)/.test(text) })
    send.call(instance, JSON.parse(text) as object)
    if (done) setTimeout(done, 0)
  }
}
