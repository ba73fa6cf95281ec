import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { can } from '@qingpin/contract/core/policy'
import { go } from '@/app/pages'
import { useAccount } from '@/app/session'
import { copyText } from '@/platform/clipboard'
import { callPhone } from '@/platform/phone-call'
import { Card } from '@/ui/card'
import { FieldError } from '@/ui/field-frame'
import { Icon, type IconName } from '@/ui/icon'
import { Tap } from '@/ui/tap'
import { toast } from '@/ui/toast'
import { isMasked, type NumberName, type ResumeDetail } from '../api'
import type { Numbers } from './use-numbers'
import './lines.scss'

interface ContactProps {
  readonly resume: ResumeDetail
  readonly numbers: Numbers
}

const copy = async (text: string) => {
  if (await copyText(text)) toast('复制好了')
}

export function ContactCard({ resume, numbers }: ContactProps) {
  const { wechat, emergencyContactName: kin } = resume
  return (
    <Card title="联系与证件">
      <NumberRow label="手机" name="phone" numbers={numbers} calls none="还没填" />
      {wechat ? (
        <Line label="微信" value={wechat}>
          <Act icon="copy" text="复制" label="复制微信" onTap={() => void copy(wechat)} />
        </Line>
      ) : null}
      <NumberRow label="身份证号" name="idNumber" numbers={numbers} none="还没填" />
      <Line label="紧急联系人" value={kin ?? '还没填'} faint={kin === null} />
      {numbers.of('emergencyContactPhone') ? (
        <NumberRow label="紧急电话" name="emergencyContactPhone" numbers={numbers} calls none="" />
      ) : null}
      {resume.sameNumbers.map(({ id, name, field }) => (
        <Tap key={id} className="rd-same" role="link" onTap={() => go('resumeDetail', { id })}>
          <Icon name="alert" size="s" />
          {field === 'phone' ? '这个手机号' : '这个身份证号'}在{name}的简历里也有，点开核对
        </Tap>
      ))}
      {numbers.problem ? (
        <View className="rd-line__problem">
          <FieldError {...numbers.problem} />
        </View>
      ) : null}
    </Card>
  )
}

interface NumberRowProps {
  readonly label: string
  readonly name: NumberName
  readonly numbers: Numbers
  readonly calls?: boolean
  readonly none: string
}

function NumberRow({ label, name, numbers, calls = false, none }: NumberRowProps) {
  const account = useAccount()
  const number = numbers.of(name)
  if (!number) return <Line label={label} value={none} faint />
  if (isMasked(number)) {
    const mayReveal = account !== undefined && can(account.role, 'resume:reveal')
    return (
      <Line label={label} value={number}>
        {mayReveal ? (
          <Act
            icon="eye"
            text={numbers.busy === name ? '正在取' : '显示'}
            label={`显示${label}`}
            onTap={() => void numbers.reveal(name)}
          />
        ) : null}
      </Line>
    )
  }
  return (
    <Line label={label} value={number}>
      {calls ? <Act icon="phone" text="拨打" label={`拨打${label}`} onTap={() => callPhone(number)} /> : null}
      <Act icon="copy" text="复制" label={`复制${label}`} onTap={() => void copy(number)} />
    </Line>
  )
}

interface LineProps {
  readonly label: string
  readonly value: string
  readonly faint?: boolean
  readonly children?: ReactNode
}

function Line({ label, value, faint = false, children }: LineProps) {
  return (
    <View className="rd-line">
      <View className="rd-line__label">{label}</View>
      <View className={faint ? 'rd-line__value rd-line__value--faint' : 'rd-line__value'}>{value}</View>
      {children ? <View className="rd-line__acts">{children}</View> : null}
    </View>
  )
}

interface ActProps {
  readonly icon: IconName
  readonly text: string
  readonly label: string
  readonly onTap: () => void
}

function Act({ icon, text, label, onTap }: ActProps) {
  return (
    <Tap className="rd-act" label={label} onTap={onTap}>
      <Icon name={icon} size="s" />
      {text}
    </Tap>
  )
}
