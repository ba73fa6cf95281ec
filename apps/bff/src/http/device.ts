import type { DeviceKind } from '@qingpin/contract/auth/auth.enums'
import type { DeviceHeaders } from '../context.ts'

interface Pattern<T> {
  sign: RegExp
  is: T
}
const find = <T>(all: readonly Pattern<T>[], text: string): T | undefined => all.find(({ sign }) => sign.test(text))?.is

/** The first match counts: an iPad also says Mac, and Android also says Linux. */
const MACHINES: readonly Pattern<{ kind: DeviceKind; name: string }>[] = [
  { sign: /wechatdevtools/i, is: { kind: 'computer', name: '微信开发者工具' } },
  { sign: /iPad/, is: { kind: 'tablet', name: 'iPad' } },
  { sign: /iPhone|iPod/, is: { kind: 'phone', name: 'iPhone' } },
  { sign: /OpenHarmony|HarmonyOS/, is: { kind: 'phone', name: '鸿蒙手机' } },
  { sign: /Android(?!.*Mobile)/, is: { kind: 'tablet', name: '安卓平板' } },
  { sign: /Android/, is: { kind: 'phone', name: '安卓手机' } },
  { sign: /Windows/, is: { kind: 'computer', name: 'Windows 电脑' } },
  { sign: /Macintosh/, is: { kind: 'computer', name: 'Mac 电脑' } },
  { sign: /Linux|X11/, is: { kind: 'computer', name: 'Linux 电脑' } },
]

/** The first match counts: every browser also says Chrome and Safari, so those two come last. */
const BROWSERS: readonly Pattern<string>[] = [
  { sign: /MicroMessenger/i, is: '微信里的网页' },
  { sign: /Edg/, is: 'Edge' },
  { sign: /Firefox|FxiOS/, is: 'Firefox' },
  { sign: /Quark|UCBrowser|MQQBrowser|HuaweiBrowser|MiuiBrowser/, is: '手机浏览器' },
  { sign: /Chrome|CriOS/, is: 'Chrome' },
  { sign: /Safari/, is: 'Safari' },
]

/** A device as its owner would name it, from its own headers only. */
export function deviceOf(headers: DeviceHeaders | undefined): { deviceKind: DeviceKind; deviceName: string } {
  const agent = (headers?.userAgent ?? '').slice(0, 500)
  const machine = find(MACHINES, agent)
  const program = headers?.client === 'weapp' ? '微信小程序' : find(BROWSERS, agent)
  const name = [machine?.name, program].filter(Boolean).join('，')
  return { deviceKind: machine?.kind ?? 'unknown', deviceName: name || '没有说明的设备' }
}
