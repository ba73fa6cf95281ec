import { View } from '@tarojs/components'
import { can } from '@qingpin/contract/policy'
import { useState } from 'react'
import { go } from '@/app/pages'
import { useAccount } from '@/app/session'
import { Button } from '@/ui/button'
import { FootBar } from '@/ui/foot-bar'
import { ListEnd } from '@/ui/list-end'
import { Card } from '@/ui/card'
import { Avatar } from '@/ui/portrait'
import { Row } from '@/ui/row'
import { Screen } from '@/ui/screen'
import { SearchBox } from '@/ui/search-box'
import { type StaffMember, useStaff } from '../api'

const noteOf = ({ roleLabel, department, status }: StaffMember) =>
  [roleLabel, department, status === 'suspended' ? '已停用' : ''].filter(Boolean).join('，')

export default function StaffList() {
  const account = useAccount()
  const [search, setSearch] = useState('')
  const staff = useStaff(search.trim())
  const mayCreate = account !== undefined && can(account.role, 'user:create')
  return (
    <Screen
      title="团队成员"
      query={staff}
      onEnd={staff.loadMore}
      head={<SearchBox placeholder="姓名、用户名" value={search} onInput={setSearch} />}
      empty={
        search
          ? { art: 'nothing-found', title: '没有找到', text: '换个姓名或用户名试试' }
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
                note={noteOf(member)}
                value={member.username}
              />
            ))}
          </Card>
          <ListEnd list={staff} />
        </View>
      )}
    </Screen>
  )
}
