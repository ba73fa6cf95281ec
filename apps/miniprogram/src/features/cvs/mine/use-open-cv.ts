import { useDidShow } from '@tarojs/taro'
import { useRef } from 'react'
import { api } from '@/app/api'
import { go } from '@/app/pages'
import { currentSession } from '@/app/session'
import { useNewCv } from './use-new-cv'

/** Opens the only CV, a new one, or the list to choose from. Guests log in first. */
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
      // The list shows the error, and opens copies from the phone.
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
