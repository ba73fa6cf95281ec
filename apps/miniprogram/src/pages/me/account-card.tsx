import { View } from '@tarojs/components'
import { ROLE_LABELS } from '@qingpin/contract/core/policy'
import { go } from '@/app/pages'
import type { Account } from '@/app/session'
import { mediaUrl } from '@/platform/api-address'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { Icon } from '@/ui/icon'
import { Avatar } from '@/ui/portrait'
import { Tag } from '@/ui/tag'
import { Num } from '@/ui/text'

/** Who is logged in; for a guest, the way in. */
export function AccountCard({ account }: { readonly account: Account | undefined }) {
  if (!account) {
    return (
      <Card>
        <View className="me-head">
          <Avatar name="客" size="l" tone="accent" />
          <View className="me-head__text">
            <View className="me-head__name">还没登录</View>
            <View className="me-head__note">登录后，登记和面试换个手机也在</View>
          </View>
        </View>
        <View className="me-login">
          <Button onTap={() => go('login')}>登录</Button>
        </View>
      </Card>
    )
  }
  return (
    <Card onTap={() => go('profile')}>
      <View className="me-head">
        <Avatar name={account.name} src={account.avatar ? mediaUrl(account.avatar) : undefined} size="l" />
        <View className="me-head__text">
          <View className="me-head__name">{account.name}</View>
          <View className="me-head__facts">
            <Num className="me-head__phone">{account.phone ?? '还没绑定手机号'}</Num>
            <Tag tone="accent">{ROLE_LABELS[account.role]}</Tag>
          </View>
        </View>
        <Icon name="right" size="s" />
      </View>
    </Card>
  )
}
