import { View } from '@tarojs/components'
import { beijingDay } from '@qingpin/contract/core/days'
import { ACTION_LABELS, actorRoleWords, SUBJECT_LABELS } from '@qingpin/contract/staff/audit.enums'
import { AUDIT_COUNTED } from '@qingpin/contract/staff/audit.rules'
import { useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { serverNow } from '@/app/clock'
import { download } from '@/app/download'
import { FilterList } from '@/app/filter-list/filter-list'
import { useListPages } from '@/app/filter-list/list-query'
import { useListState, useSearch } from '@/app/filter-list/list-state'
import { go, useParams } from '@/app/pages'
import { guardPage } from '@/app/shell/guard-page'
import { withPermission } from '@/app/shell/with-permission'
import { useAction } from '@/app/use-action'
import { openTable } from '@/platform/local-file'
import { Button } from '@/ui/button'
import { FieldError } from '@/ui/field-frame'
import { FootBar } from '@/ui/foot-bar'
import { formatTime } from '@/ui/format-time'
import { failure } from '@/ui/read-error'
import { Row } from '@/ui/row'
import { Sheet } from '@/ui/sheet'
import { Skeleton } from '@/ui/skeleton'
import { toast } from '@/ui/toast'
import { useColleagues } from '../api'
import { auditFilter, auditSource, exportPath, queryOf, type AuditEntry, type AuditQuery } from './query'

const TITLE = '操作记录'

/** Who saw, changed, assigned or revealed what: by person, record, kind and day, and as a file. */
function AuditLog() {
  const { record } = useParams('auditLog')
  const colleagues = useColleagues(true)
  const kind = useMemo(
    () => auditFilter((colleagues.data ?? []).map(({ _id, name }) => ({ value: _id, label: name }))),
    [colleagues.data],
  )
  const state = useListState({ typed: '', filter: kind.none, sort: '' })
  const filter = useStore(state, (now) => now.filter)
  const search = useSearch(state)
  const [opened, setOpened] = useState<AuditEntry>()
  const query = queryOf(filter, { search, record }, serverNow())
  const list = useListPages(auditSource, query, false)
  return (
    <FilterList
      title={record ? '这一条的操作记录' : TITLE}
      noun="记录"
      unit="条"
      state={state}
      kind={kind}
      list={list}
      source={auditSource}
      queryOf={(one) => queryOf(one, { search, record }, serverNow())}
      searchFor={{ text: '客户、阿姨、同事的名字', large: '名字' }}
      total={(count) => (count > AUDIT_COUNTED ? `${AUDIT_COUNTED}条以上，新的在前` : `${count}条，新的在前`)}
      skeleton={<Skeleton rows={5} />}
      empty={{ art: 'nothing-found', title: '没有这样的记录', text: '换个人、换几天，或者换个词搜' }}
      foot={
        <>
          <Export query={query} />
          <EntrySheet entry={opened} ofOne={record !== undefined} onClose={() => setOpened(undefined)} />
        </>
      }
    >
      {(one) => (
        <Row
          key={one.id}
          title={`${actorOf(one)} ${ACTION_LABELS[one.action] ?? '做了一步操作'}`}
          note={`${subjectOf(one)}，${formatTime(Date.parse(one.at), serverNow())}`}
          onTap={() => setOpened(one)}
        />
      )}
    </FilterList>
  )
}

const actorOf = ({ actor, actorRole }: AuditEntry): string => actor ?? (actorRole === 'guest' ? '访客' : '系统')
const subjectOf = ({ subject, subjectType }: AuditEntry): string => {
  const what = SUBJECT_LABELS[subjectType] ?? '记录'
  return subject ? `${what} ${subject}` : what
}

/** The page of a record, where it has one. */
function openerOf({ subjectType, subjectId }: AuditEntry): (() => void) | undefined {
  if (subjectType === 'customer') return () => go('customerDetail', { id: subjectId })
  if (subjectType === 'resume') return () => go('resumeDetail', { id: subjectId })
  if (subjectType === 'article') return () => go('articleEdit', { id: subjectId })
  if (subjectType === 'banner') return () => go('bannerEdit', { id: subjectId })
  return undefined
}

interface EntrySheetProps {
  readonly entry: AuditEntry | undefined
  /** The list shows one record already. */
  readonly ofOne: boolean
  readonly onClose: () => void
}

/** All that the log says of one step. */
function EntrySheet({ entry, ofOne, onClose }: EntrySheetProps) {
  const open = entry && openerOf(entry)
  const others = () => {
    onClose()
    if (entry) go('auditLog', { record: entry.subjectId })
  }
  return (
    <Sheet open={entry !== undefined} title={entry ? (ACTION_LABELS[entry.action] ?? TITLE) : TITLE} onClose={onClose}>
      {entry ? (
        <View>
          <Row title="谁" value={`${actorOf(entry)}，${actorRoleWords(entry.actorRole)}`} />
          <Row title="什么时候" value={formatTime(Date.parse(entry.at), serverNow())} />
          <Row title="对什么" value={subjectOf(entry)} />
          {entry.changes.map(({ field, text }) => (
            <Row key={field} title={field} note={text} />
          ))}
          {open ? <Row icon="right" title="打开它" onTap={open} /> : null}
          {ofOne ? null : <Row icon="clock" title="只看它的记录" onTap={others} />}
        </View>
      ) : null}
    </Sheet>
  )
}

function Export({ query }: { readonly query: AuditQuery }) {
  const { run, busy, problem } = useAction(async () => {
    const file = await download(exportPath(query), `${TITLE}${beijingDay(serverNow())}.csv`)
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

const Permitted = withPermission({ permission: 'audit:view', title: '看操作记录' }, AuditLog)

export default guardPage(Permitted)
