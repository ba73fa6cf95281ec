import { useEffect } from 'react'
import { useListState } from '@/app/filter-list/list-state'
import { useParams } from '@/app/pages'
import { guardPage } from '@/app/shell/guard-page'
import { openedList, startOf } from './list-store'
import { WorkerList } from './worker-list'

function ResumeList() {
  const { listing } = useParams('resumes')
  const list = useListState(startOf(listing))
  useEffect(() => openedList.setState({ list }), [list])
  return <WorkerList state={list} />
}

export default guardPage(ResumeList)
