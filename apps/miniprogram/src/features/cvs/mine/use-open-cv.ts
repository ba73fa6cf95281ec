import { useDidShow } from '@tarojs/taro'
import { useRef } from 'react'
import { api } from '@/app/api'
import { go } from '@/app/pages'
import { currentSession } from '@/app/session'
import { useNewCv } from './use-new-cv'

/** Leads straight to a CV: the one there is, a new one, or the list to choose from. A guest logs in on the way. */
export function useOpenCv() {
  const { begin, problem } = useNewCv()
  const wanted = useRef(false)
  const busy = useRef(false)
  const open = async () => {
    if (!currentSession()) {
      wanted.current = true
      return go('login')
    }
    if (busy.current) return
    busy.current = true
    try {
      const { items } = await api('GET /api/cvs')
      const [first, ...others] = items
      if (!first) begin()
      else if (others.length > 0) go('records')
      else go('cvEdit', { id: first.id })
    } catch {
      // The list says what is wrong, and what is kept on the phone opens from there.
      go('records')
    } finally {
      busy.current = false
    }
  }
  useDidShow(() => {
    const goOn = wanted.current && currentSession() !== undefined
    wanted.current = false
    if (goOn) void open()
  })
  return { open: () => void open(), problem }
}
