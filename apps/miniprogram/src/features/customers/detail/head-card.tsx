import { View } from '@tarojs/components'
import { Card } from '@/ui/card'
import { FieldError } from '@/ui/field-frame'
import { Icon } from '@/ui/icon'
import type { IconName } from '@/ui/icon-names'
import { Avatar } from '@/ui/portrait'
import { Tap } from '@/ui/tap'
import type { CustomerDetail } from '../api'
import { levelTone, statusTone } from '../format'
import type { Contact } from '../use-contact'
import { Stage } from './stage'

interface HeadCardProps {
  readonly customer: CustomerDetail
  readonly contact: Contact
}

/** The customer and the ways to reach them. Numbers are revealed on request, which is audited. */
export function HeadCard({ customer, contact }: HeadCardProps) {
  const { name, phone, wechatId, leadLevel, contractStatus } = customer
  return (
    <Card>
      <View className="cd-head">
        <Avatar name={name} />
        <View className="cd-head__text">
          <View className="cd-head__top">
            <View className="cd-head__name">{name}</View>
            <Stage customer={customer} name="leadLevel" tone={levelTone(leadLevel)} />
            <Stage customer={customer} name="contractStatus" tone={statusTone(contractStatus)} />
          </View>
          {phone ? (
            <Number
              shown={contact.seen.phone ?? phone}
              masked={!contact.seen.phone}
              busy={contact.busy === 'phone'}
              name="手机号"
              onShow={() => void contact.reveal('phone')}
              onCopy={() => void contact.copy('phone')}
            />
          ) : null}
          {wechatId ? (
            <Number
              shown={`微信 ${contact.seen.wechatId ?? wechatId}`}
              masked={!contact.seen.wechatId}
              busy={contact.busy === 'wechatId'}
              name="微信号"
              onShow={() => void contact.reveal('wechatId')}
              onCopy={() => void contact.copy('wechatId')}
            />
          ) : null}
        </View>
      </View>
      {contact.problem ? <FieldError {...contact.problem} /> : null}
      <View className="cd-acts">
        {phone ? <Act icon="phone" text="打电话" onTap={() => void contact.call()} /> : null}
        {phone ? <Act icon="copy" text="复制号码" onTap={() => void contact.copy('phone')} /> : null}
        {wechatId ? <Act icon="message" text="复制微信" onTap={() => void contact.copy('wechatId')} /> : null}
      </View>
    </Card>
  )
}

interface NumberProps {
  readonly shown: string
  readonly masked: boolean
  readonly busy: boolean
  readonly name: string
  readonly onShow: () => void
  readonly onCopy: () => void
}

function Number({ shown, masked, busy, name, onShow, onCopy }: NumberProps) {
  return (
    <View className="cd-number">
      <View className="cd-number__n">{shown}</View>
      {masked ? (
        <Tap className="cd-number__act" label={`显示${name}`} onTap={onShow}>
          <Icon name="eye" size="xs" />
          {busy ? '正在取' : '显示'}
        </Tap>
      ) : (
        <Tap className="cd-number__act" label={`复制${name}`} onTap={onCopy}>
          <Icon name="copy" size="xs" />
          复制
        </Tap>
      )}
    </View>
  )
}

interface ActProps {
  readonly icon: IconName
  readonly text: string
  readonly onTap: () => void
}

function Act({ icon, text, onTap }: ActProps) {
  return (
    <Tap className="cd-act" onTap={onTap}>
      <Icon name={icon} />
      {text}
    </Tap>
  )
}
