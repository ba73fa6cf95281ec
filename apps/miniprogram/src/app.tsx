import { useLaunch } from '@tarojs/taro'
import type { PropsWithChildren } from 'react'
import { startAppearance } from '@/app/appearance'
import { startSession } from '@/app/session'
import './app.scss'

export default function App({ children }: PropsWithChildren) {
  useLaunch(() => {
    startAppearance()
    startSession()
  })
  return children
}
