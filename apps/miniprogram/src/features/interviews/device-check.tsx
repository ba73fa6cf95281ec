import { View } from '@tarojs/components'
import { useEffect, useState, type ReactNode } from 'react'
import { CallAgency } from '@/app/agency'
import { localMedia } from '@/platform/rtc/local-media'
import { OwnPicture } from '@/platform/rtc/pictures'
import type { DeviceKind, DeviceState } from '@/platform/rtc/rtc.types'
import { playTone } from '@/platform/rtc/speaker-test'
import { api } from '@/app/api'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { classNames } from '@/ui/class-names'
import { Icon, type IconName } from '@/ui/icon'
import { Tap } from '@/ui/tap'
import { useLevel, useLocalMedia } from './use-local-media'
import './device-check.scss'

const WORDS: Record<DeviceState, string> = {
  off: '没打开',
  asking: '正在打开',
  on: '正常',
  denied: '没允许',
  missing: '没找到',
  busy: '被占用',
}

/** What helps on this phone, step by step. */
const STEPS: Partial<Record<DeviceState, readonly string[]>> = {
  denied: ['点浏览器地址栏旁的设置，微信里点右上角 ··· 再点设置', '允许使用，再回到这里点下面的按钮'],
  missing: ['看看设备有没有插好', '换一个浏览器，或换一台手机打开链接'],
  busy: ['关掉别的视频通话或相机', '再回到这里点下面的按钮'],
}

const NAMES: Record<DeviceKind, { name: string; icon: IconName; off: IconName; why: string }> = {
  cam: { name: '摄像头', icon: 'video', off: 'cam-off', why: '别人现在看不到您' },
  mic: { name: '麦克风', icon: 'mic', off: 'mic-off', why: '别人现在听不到您' },
}

export interface DeviceCheckProps {
  readonly ask?: boolean
  /** False where the own picture is shown already: WeChat allows one sender on a page. */
  readonly preview?: boolean
}

/** Shows preview, microphone, loudspeaker and network, and what helps where one does not work. */
export function DeviceCheck({ ask = true, preview = true }: DeviceCheckProps) {
  const local = useLocalMedia()
  useEffect(() => {
    if (ask) void localMedia.openBoth()
  }, [ask])
  return (
    <View>
      {preview ? <Preview /> : null}
      <Card pad="rows" className="dc-card">
        <DeviceLine kind="cam" state={local.cam} />
        <DeviceLine kind="mic" state={local.mic} />
        <SpeakerLine />
        <NetworkLine />
      </Card>
    </View>
  )
}

function Preview() {
  const local = useLocalMedia()
  return (
    <View className="dc-view">
      {local.cam === 'on' ? (
        <OwnPicture local={local} className="dc-view__picture" />
      ) : (
        <View className="dc-view__none">
          <Icon name="cam-off" />
        </View>
      )}
      <View className="dc-view__label">
        <Icon name="video" size="xs" />
        您的画面
      </View>
    </View>
  )
}

function Line(props: {
  readonly icon: IconName
  readonly tone: 'ok' | 'bad' | 'plain'
  readonly name: string
  readonly children: ReactNode
}) {
  return (
    <View className="dc-line">
      <View className={classNames('dc-line__icon', `dc-line__icon--${props.tone}`)}>
        <Icon name={props.icon} size="s" />
      </View>
      <View className="dc-line__name">{props.name}</View>
      {props.children}
    </View>
  )
}

function DeviceLine({ kind, state }: { readonly kind: DeviceKind; readonly state: DeviceState }) {
  const { name, icon, off, why } = NAMES[kind]
  const level = useLevel(kind === 'mic' && state === 'on')
  const steps = STEPS[state]
  const tone = state === 'on' ? 'ok' : steps ? 'bad' : 'plain'
  return (
    <>
      <Line icon={state === 'on' ? icon : off} tone={tone} name={name}>
        {kind === 'mic' && state === 'on' ? <Meter level={level} /> : null}
        {state === 'off' ? (
          <Tap className="dc-line__act" onTap={() => void localMedia.open(kind)} label={`打开${name}`}>
            打开
          </Tap>
        ) : (
          <View className={`dc-line__state dc-line__state--${tone}`}>{WORDS[state]}</View>
        )}
      </Line>
      {steps ? (
        <View className="dc-fix">
          <View className="dc-fix__why">{why}</View>
          {steps.map((step, index) => (
            <View className="dc-fix__step" key={step}>
              <View className="dc-fix__n">{index + 1}</View>
              <View className="dc-fix__text">{step}</View>
            </View>
          ))}
          <View className="dc-fix__acts">
            <Button size="m" grow onTap={() => void localMedia.open(kind)}>
              再试{name}
            </Button>
            <CallAgency>打电话问</CallAgency>
          </View>
        </View>
      ) : null}
    </>
  )
}

const Meter = ({ level }: { readonly level: number }) => (
  <View className="dc-meter" ariaLabel={level > 0 ? '听得到声音' : '没有声音'}>
    {[1, 2, 3, 4, 5].map((step) => (
      <View key={step} className={classNames('dc-meter__bar', step <= level && 'dc-meter__bar--on')} />
    ))}
  </View>
)

function SpeakerLine() {
  const [heard, setHeard] = useState<'no' | 'playing' | 'played'>('no')
  const test = async () => {
    setHeard('playing')
    await playTone().catch(() => undefined)
    setHeard('played')
  }
  return (
    <Line icon="speaker" tone="plain" name="扬声器">
      <Tap className="dc-line__act" onTap={() => void test()}>
        {heard === 'playing' ? '正在放' : heard === 'played' ? '再听一次' : '试听一下'}
      </Tap>
    </Line>
  )
}

const SLOW_MS = 800

function NetworkLine() {
  const [took, setTook] = useState<number | 'failed' | undefined>(undefined)
  useEffect(() => {
    const began = Date.now()
    api('GET /api/health').then(
      () => setTook(Date.now() - began),
      () => setTook('failed'),
    )
  }, [])
  const good = typeof took === 'number' && took < SLOW_MS
  const tone = took === undefined ? 'plain' : good ? 'ok' : 'bad'
  const words = took === undefined ? '正在看' : took === 'failed' ? '没连上' : good ? '流畅' : '有点慢'
  return (
    <Line icon={took === 'failed' ? 'wifi-off' : 'wifi'} tone={tone} name="网络">
      <View className={`dc-line__state dc-line__state--${tone}`}>{words}</View>
    </Line>
  )
}
