import { labelOf } from '@qingpin/contract/core/choices'
import {
  NOTIFICATION_GROUPS,
  SUBSCRIBE_TEMPLATES,
  type NotificationGroup,
} from '@qingpin/contract/notifications/notifications.enums'
import { formatMinute, MINUTES_A_DAY } from '@qingpin/contract/notifications/notifications.rules'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { useBinding } from '@/app/binding'
import { guardPage } from '@/app/shell/guard-page'
import { Screen } from '@/app/shell/screen'
import { askToSubscribe } from '@/app/subscribe'
import { useAction } from '@/app/use-action'
import { go } from '@/app/pages'
import { hasSubscribe } from '@/platform/subscribe'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { FieldError } from '@/ui/field-frame'
import { PickOneSheet } from '@/ui/picker-sheet'
import { PickerRow } from '@/ui/picker-row'
import { Row } from '@/ui/row'
import { Switch } from '@/ui/switch'
import { toast } from '@/ui/toast'
import { changePreferences, usePreferences, type Preferences } from '../api'
import './preferences.scss'

const TITLE = '消息设置'
const STEP_MINUTES = 30
const HOURS = Array.from({ length: MINUTES_A_DAY / STEP_MINUTES }, (_, i) => {
  const minute = i * STEP_MINUTES
  return { value: String(minute), label: formatMinute(minute) }
})

const toggled = (list: readonly NotificationGroup[], group: NotificationGroup, on: boolean) =>
  on ? [...list.filter((one) => one !== group), group] : list.filter((one) => one !== group)

/** Quiet hours, and what may leave the app by which way. Each change counts at once. */
function PreferencesPage() {
  const query = usePreferences()
  return (
    <Screen title={TITLE} query={query} pad={false}>
      {(preferences) => <Settings preferences={preferences} />}
    </Screen>
  )
}

function Settings({ preferences }: { readonly preferences: Preferences }) {
  const [picking, setPicking] = useState<'from' | 'to'>()
  const { run, problem } = useAction(changePreferences, { queued: true })
  const { quiet, wechatOff, smsOn, groups, wechat, phone } = preferences
  const save = (...change: Parameters<typeof run>) => void run(...change)
  return (
    <View className="np">
      <Card pad="rows" title="不打扰">
        <Row
          title="夜里不打扰"
          note="消息先收在这里，时间一过，合成一条发给您"
          trail={
            <Switch
              on={quiet.on}
              label="夜里不打扰"
              onChange={(on) => save((now) => ({ quiet: { ...now.quiet, on } }))}
            />
          }
        />
        {quiet.on ? (
          <>
            <PickerRow label="从" value={formatMinute(quiet.from)} onTap={() => setPicking('from')} />
            <PickerRow label="到" value={formatMinute(quiet.to)} onTap={() => setPicking('to')} />
          </>
        ) : null}
        <View className="np-note">有人在门外等您、账号在新设备登录，什么时候都提醒。</View>
      </Card>
      <Card pad="rows" title="发到微信">
        {groups.map((group) => (
          <Row
            key={group}
            title={labelOf(NOTIFICATION_GROUPS, group)}
            trail={
              <Switch
                on={!wechatOff.includes(group)}
                label={`${labelOf(NOTIFICATION_GROUPS, group)}发到微信`}
                onChange={(on) => save((now) => ({ wechatOff: toggled(now.wechatOff, group, !on) }))}
              />
            }
          />
        ))}
        {wechat ? null : <Unreachable />}
        <Subscriptions subscriptions={preferences.subscriptions} />
      </Card>
      <Card pad="rows" title="微信发不到时发短信">
        {groups.map((group) => (
          <Row
            key={group}
            title={labelOf(NOTIFICATION_GROUPS, group)}
            trail={
              <Switch
                on={smsOn.includes(group)}
                label={`${labelOf(NOTIFICATION_GROUPS, group)}发短信`}
                onChange={(on) => save((now) => ({ smsOn: toggled(now.smsOn, group, on) }))}
              />
            }
          />
        ))}
        {phone ? (
          <View className="np-note">短信发到{phone}。</View>
        ) : (
          <Row title="还没绑定手机号" note="绑定后才能收短信" onTap={() => go('phone')} />
        )}
      </Card>
      {problem ? <FieldError {...problem} /> : null}
      <View className="np-note np-note--end">发到外面的消息不写名字和号码，点开回到小程序里看。</View>
      <PickOneSheet<string>
        open={picking !== undefined}
        title={picking === 'from' ? '几点开始不打扰' : '几点结束'}
        options={HOURS.filter(({ value }) => value !== String(picking === 'from' ? quiet.to : quiet.from))}
        value={picking === undefined ? undefined : String(quiet[picking])}
        onPick={(minute) => picking && save((now) => ({ quiet: { ...now.quiet, [picking]: Number(minute) } }))}
        onClose={() => setPicking(undefined)}
      />
    </View>
  )
}

/** Says that nothing reaches WeChat, unless the service account does. */
function Unreachable() {
  const { data } = useBinding()
  if (!data || (data.notices && data.boundAt !== null)) return null
  return <View className="np-note">您还没用微信登录过小程序，也没有绑定服务号，微信里收不到。</View>
}

/** How many more messages WeChat lets through, and the way to more; a browser has none. */
function Subscriptions({ subscriptions }: Pick<Preferences, 'subscriptions'>) {
  const { run, busy, problem } = useAction(async (asked: Promise<number>) => {
    const n = await asked
    toast(n > 0 ? '订好了' : '没有订')
  })
  if (!hasSubscribe || subscriptions.length === 0) return null
  const templates = subscriptions.map(({ template }) => template)
  return (
    <View>
      {subscriptions.map(({ template, left }) => (
        <Row key={template} title={labelOf(SUBSCRIBE_TEMPLATES, template)} value={`还能收${left}条`} />
      ))}
      <View className="np-act">
        <Button kind="sec2" size="m" busy={busy} onTap={() => void run(askToSubscribe(templates))}>
          再订阅一次
        </Button>
      </View>
      {problem ? <FieldError {...problem} /> : null}
      <View className="np-note">微信规定：点一次同意收一条。勾上“总是保持”，以后点了就不再问。</View>
    </View>
  )
}

export default guardPage(PreferencesPage)
