import { storedText } from '@qingpin/contract/core/text'
import { View } from '@tarojs/components'
import { can } from '@qingpin/contract/core/policy'
import { STAFF_STATE_LABELS, STAFF_STATES, type StaffState } from '@qingpin/contract/staff/staff.enums'
import { useState } from 'react'
import { go } from '@/app/pages'
import { useAccount } from '@/app/session'
import { Button } from '@/ui/button'
import { FootBar } from '@/ui/foot-bar'
import { ListEnd } from '@/ui/list-end'
import { Card } from '@/ui/card'
import { Avatar } from '@/ui/portrait'
import { Row } from '@/ui/row'
import { Screen } from '@/app/shell/screen'
import { guardPage } from '@/app/shell/guard-page'
import { Segmented } from '@/ui/segmented'
import { SearchBox } from '@/ui/search-box'
import { Tag } from '@/ui/tag'
import { type StaffMember, useStaff } from '../api'
import '../staff.scss'

const noteOf = ({ roleLabel, department }: StaffMember) => [roleLabel, department].filter(Boolean).join('，')

type Shown = StaffState | 'all'
const SHOWN = [
  { value: 'all' as Shown, label: '全部' },
  ...STAFF_STATES.map((value) => ({ value: value as Shown, label: STAFF_STATE_LABELS[value] })),
]

function StaffList() {
  const account = useAccount()
  const [search, setSearch] = useState('')
  const [shown, setShown] = useState<Shown>('all')
  const staff = useStaff(storedText(search), shown === 'all' ? undefined : shown)
  const maySeeUsage = account !== undefined && can(account.role, 'access-log:view')
  const maySeeAudit = account !== undefined && can(account.role, 'audit:view')
  const mayEdit = account !== undefined && can(account.role, 'user:edit')
  const mayHandOver = account !== undefined && can(account.role, 'user:handover')
  const openMember = ({ id }: StaffMember) => {
    if (mayEdit) go('staffDetail', { id })
    else go('staffHandover', { id })
  }
  const mayCreate = account !== undefined && can(account.role, 'user:create')
  return (
    <Screen
      title={mayEdit ? '账号管理' : '团队成员'}
      query={staff}
      onEnd={staff.loadMore}
      head={
        <View className="staff-head">
          <SearchBox placeholder="姓名、用户名" value={search} onInput={setSearch} />
          <Segmented<Shown> options={SHOWN} value={shown} onChange={setShown} />
        </View>
      }
      empty={
        search || shown !== 'all'
          ? { art: 'nothing-found', title: '没有找到', text: search ? '换个姓名或用户名试试' : '这里还没有账号' }
          : { art: 'customers', title: '还没有成员', text: '先添加一位同事' }
      }
      foot={
        mayCreate ? (
          <FootBar>
            <Button grow icon="plus" onTap={() => go('staffCreate')}>
              添加成员
            </Button>
          </FootBar>
        ) : undefined
      }
    >
      {(members) => (
        <View>
          <Card pad="rows">
            {members.map((member) => (
              <Row
                key={member.id}
                lead={<Avatar name={member.name} size="s" tone="accent" />}
                title={member.name}
                note={member.owns ? `还有${member.owns}件没交接` : noteOf(member)}
                value={<Value member={member} />}
                onTap={mayEdit || (mayHandOver && member.id !== account.id) ? () => openMember(member) : undefined}
              />
            ))}
          </Card>
          {mayEdit && !search ? (
            <Card pad="rows">
              <Row icon="shield" title="登录失败记录" note="谁的账号被人试过密码" onTap={() => go('failedLogins')} />
            </Card>
          ) : null}
          {maySeeAudit && !search ? (
            <Card pad="rows">
              <Row icon="clock" title="操作记录" note="谁看过号码、改过、分配过" onTap={() => go('auditLog')} />
              <Row icon="lock" title="角色和权限" note="哪个角色能做什么" onTap={() => go('staffRoles')} />
            </Card>
          ) : null}
          {maySeeUsage && !search ? (
            <Card pad="rows">
              <Row icon="eye" title="访问统计" note="哪些页面有人看，快不快，出过什么错" onTap={() => go('usage')} />
            </Card>
          ) : null}
          <ListEnd list={staff} />
        </View>
      )}
    </Screen>
  )
}

function Value({ member: { status, owns, username } }: { readonly member: StaffMember }) {
  if (status === 'active') return <>{username}</>
  return owns ? <Tag tone="warn">去交接</Tag> : <Tag tone="bad">已停用</Tag>
}

export default guardPage(StaffList)
