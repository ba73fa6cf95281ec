import { View } from '@tarojs/components'
import { ROLE_LABELS } from '@qingpin/contract/core/policy'
import { useClientConfig } from '@/app/client-config'
import { useKnocks } from '@/app/knocks'
import { go } from '@/app/pages'
import { useAccount } from '@/app/session'
import mark from '@/assets/art/mark.svg'
import { mediaUrl } from '@/platform/api-address'
import { classNames } from '@/ui/class-names'
import { Icon } from '@/ui/icon'
import { Avatar } from '@/ui/portrait'
import { Badge } from '@/ui/tag'
import { Tap } from '@/ui/tap'
import { Kbd } from './kbd.h5'
import { SECTIONS, type Section } from './sections.h5'

interface SideNavProps {
  readonly now: Section
  readonly onHelp: () => void
}

/** The parts of the desk, at its side; narrow windows show their icons alone. */
export function SideNav({ now, onHelp }: SideNavProps) {
  const account = useAccount()
  const agency = useClientConfig().data?.agency.name
  const waiting = useKnocks((state) => state.waiting.length)
  if (!account) return null
  return (
    <View className="desk-side" role="navigation" ariaLabel="栏目">
      <View className="desk-brand">
        <View className="desk-brand__mark" style={{ backgroundImage: `url(${mark})` }} />
        <View className="desk-brand__name">轻聘</View>
        {agency ? <View className="desk-brand__agency">{agency}</View> : null}
      </View>
      {SECTIONS.filter(({ name }) => name !== 'me').map((section) => {
        const count = section.name === 'interviews' ? waiting : 0
        return (
          <Tap
            key={section.name}
            role="link"
            className={classNames('desk-nav', section === now && 'desk-nav--on')}
            current={section === now}
            label={count > 0 ? `${section.title}，${count}人在门外` : section.title}
            onTap={section.open}
          >
            <Icon name={section.icon} />
            <View className="desk-nav__text">{section.title}</View>
            {count > 0 ? <Badge count={count} /> : null}
          </Tap>
        )
      })}
      <View className="desk-side__rest" />
      <Tap className="desk-nav" label="快捷键" onTap={onHelp}>
        <Icon name="info" />
        <View className="desk-nav__text">快捷键</View>
        <Kbd>?</Kbd>
      </Tap>
      <Tap
        role="link"
        className={classNames('desk-who', now.name === 'me' && 'desk-who--on')}
        current={now.name === 'me'}
        label={`${account.name}，${ROLE_LABELS[account.role]}，我的`}
        onTap={() => go('me')}
      >
        <Avatar size="s" name={account.name} src={account.avatar ? mediaUrl(account.avatar) : undefined} />
        <View className="desk-who__text">
          <View className="desk-who__name">{account.name}</View>
          <View className="desk-who__role">{ROLE_LABELS[account.role]}</View>
        </View>
        <Icon name="right" size="s" />
      </Tap>
    </View>
  )
}
