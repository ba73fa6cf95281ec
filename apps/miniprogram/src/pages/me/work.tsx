import { can, isStaffRole, ROLE_LABELS, type Role } from '@qingpin/contract/core/policy'
import { useState } from 'react'
import { useAction } from '@/app/use-action'
import { useCredits } from '@/app/credits'
import { go } from '@/app/pages'
import type { Account } from '@/app/session'
import { useUnread } from '@/app/unread'
import { switchRole } from '@/app/sign-in'
import { Card } from '@/ui/card'
import { FieldError } from '@/ui/field-frame'
import { PickOneSheet } from '@/ui/picker-sheet'
import { Row } from '@/ui/row'
import { toast } from '@/ui/toast'

/** What this account can open, and the roles it can take on. */
export function Work({ account }: { readonly account: Account }) {
  const [choosing, setChoosing] = useState(false)

  const { run: become, problem } = useAction(async (role: Role) => {
    await switchRole(role)
    toast(`已换成${ROLE_LABELS[role]}`)
    go('home')
  })
  return (
    <>
      <Card pad="rows">
        <UnreadRow />
        {isStaffRole(account.role) ? (
          <Row icon="doc" title="阿姨简历" onTap={() => go('resumes')} />
        ) : (
          <Row icon="doc" title="我的求职登记" onTap={() => go('myResume')} />
        )}
        <CreditsRow />
        {can(account.role, 'user:view') ? (
          <Row
            icon="users"
            title={can(account.role, 'user:edit') ? '账号管理' : '团队成员'}
            onTap={() => go('staffList')}
          />
        ) : null}
        {can(account.role, 'content:edit') ? (
          <Row icon="image" title="文章和轮播图" onTap={() => go('contentList')} />
        ) : null}
        {can(account.role, 'content:review') ? <Row icon="eye" title="内容审核" onTap={() => go('reviews')} /> : null}
        {can(account.role, 'service-account:manage') ? (
          <Row icon="bell" title="服务号" onTap={() => go('serviceAccount')} />
        ) : null}
        {can(account.role, 'notification:oversee') ? (
          <Row icon="send" title="消息送达" onTap={() => go('deliveries')} />
        ) : null}
        {account.roles.length > 1 ? (
          <Row icon="swap" title="切换身份" value={ROLE_LABELS[account.role]} onTap={() => setChoosing(true)} />
        ) : null}
        <Row icon="user" title="我的资料" onTap={() => go('profile')} />
        <Row
          icon="phone"
          title={account.phone ? '手机号' : '绑定手机号'}
          value={account.phone ?? ''}
          onTap={() => go('phone')}
        />
        <Row icon="bell" title="服务号提醒" onTap={() => go('binding')} />
        <Row icon="shield" title="登录设备" onTap={() => go('devices')} />
      </Card>
      {problem ? <FieldError {...problem} /> : null}
      <PickOneSheet<Role>
        open={choosing}
        title="切换身份"
        options={account.roles.map((value) => ({ value, label: ROLE_LABELS[value] }))}
        value={account.role}
        onPick={(role) => void (role !== account.role && become(role))}
        onClose={() => setChoosing(false)}
      />
    </>
  )
}

function UnreadRow() {
  const unread = useUnread((state) => state.unread)
  return <Row icon="bell" title="消息" value={unread ? `${unread}条没看` : ''} onTap={() => go('notifications')} />
}

function CreditsRow() {
  const { data } = useCredits()
  return <Row icon="coin" title="积分" value={data ? String(data.available) : ''} onTap={() => go('credits')} />
}
