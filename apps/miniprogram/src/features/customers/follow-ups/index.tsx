import { beijingDay } from '@qingpin/contract/core/days'
import { can } from '@qingpin/contract/core/policy'
import { View } from '@tarojs/components'
import { useMemo } from 'react'
import { useStore } from 'zustand'
import { serverNow } from '@/app/clock'
import { download } from '@/app/download'
import { FilterList } from '@/app/filter-list/filter-list'
import { useListPages } from '@/app/filter-list/list-query'
import { useListState, useSearch } from '@/app/filter-list/list-state'
import { go } from '@/app/pages'
import { useAccount } from '@/app/session'
import { guardPage } from '@/app/shell/guard-page'
import { Screen } from '@/app/shell/screen'
import { useAction } from '@/app/use-action'
import { openTable } from '@/platform/local-file'
import { Button } from '@/ui/button'
import { Empty } from '@/ui/empty'
import { FieldError } from '@/ui/field-frame'
import { FootBar } from '@/ui/foot-bar'
import { formatTime } from '@/ui/format-time'
import { failure } from '@/ui/read-error'
import { Skeleton } from '@/ui/skeleton'
import { Tap } from '@/ui/tap'
import { toast } from '@/ui/toast'
import { useEmployees } from '../api'
import { followUpWords } from '../format'
import { exportPath, queryOf, teamFilter, teamSource, type TeamFollowUp, type TeamQuery } from './query'
import '../transfers/transfers.scss'

const TITLE = '全部跟进'

/** All follow-ups of the team, for managers: filtered by person, kind and days, and as a file. */
function TeamFollowUps() {
  const account = useAccount()
  if (account && can(account.role, 'customer:oversee')) return <Team />
  return (
    <Screen title={TITLE} pad={false}>
      <Empty art="link-closed" title="经理才看得到全部跟进" text="自己客户的跟进在客户页面里" />
    </Screen>
  )
}

function Team() {
  const employees = useEmployees(true)
  const kind = useMemo(
    () => teamFilter((employees.data ?? []).map(({ _id, name }) => ({ value: _id, label: name }))),
    [employees.data],
  )
  const state = useListState({ typed: '', filter: kind.none, sort: '' })
  const filter = useStore(state, (now) => now.filter)
  const search = useSearch(state)
  const query = queryOf(filter, search, serverNow())
  const list = useListPages(teamSource, query, false)
  return (
    <FilterList
      title={TITLE}
      noun="跟进"
      state={state}
      kind={kind}
      list={list}
      source={teamSource}
      queryOf={(one) => queryOf(one, search, serverNow())}
      searchFor={{ text: '跟进内容、客户姓名', large: '内容、姓名' }}
      total={(count) => `${count}条，新的在前`}
      skeleton={
        <View className="ct">
          <Skeleton rows={4} />
        </View>
      }
      empty={{ art: 'nothing-found', title: '没有这样的跟进', text: '换个人、换几天，或者换个词搜' }}
      foot={<Export query={query} />}
    >
      {(one) => <Entry key={one.id} followUp={one} />}
    </FilterList>
  )
}

function Entry({ followUp }: { readonly followUp: TeamFollowUp }) {
  const { content, result, createdAt, customer } = followUp
  const { how, by } = followUpWords(followUp)
  return (
    <Tap className="ct-entry" role="link" onTap={() => go('customerDetail', { id: customer.id })}>
      <View className="ct-top">
        <View className="ct-name">{customer.name}</View>
        <View className="ct-entry__at">{formatTime(Date.parse(createdAt), serverNow())}</View>
      </View>
      <View className="ct-line">
        {by}，{how}
        {result ? `，${result}` : ''}
      </View>
      <View className="ct-entry__text">{content}</View>
    </Tap>
  )
}

function Export({ query }: { readonly query: TeamQuery }) {
  const { run, busy, problem } = useAction(async () => {
    const file = await download(exportPath(query), `跟进记录${beijingDay(serverNow())}.csv`)
    if (!(await openTable(file))) throw failure('这部手机没能存下来，请在电脑上导出。')
    toast('导出好了')
  })
  return (
    <FootBar below={problem ? <FieldError {...problem} /> : undefined}>
      <Button kind="sec2" icon="download" grow busy={busy} busyText="正在导出" onTap={() => void run()}>
        导出这些
      </Button>
    </FootBar>
  )
}

export default guardPage(TeamFollowUps)
