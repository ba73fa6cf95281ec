import '@/platform/polyfills'
import { useLaunch, usePageNotFound } from '@tarojs/taro'
import type { PropsWithChildren } from 'react'
import { startAppearance } from '@/app/appearance'
import { startKnocks } from '@/app/knocks'
import { startPageLog } from '@/app/page-log'
import { replaceMissing } from '@/app/pages'
import { startPrivacy } from '@/app/privacy'
import { startErrorReports } from '@/app/report-error'
import { startAccountEvents } from '@/app/events/account-events'
import { startSession } from '@/app/session'
import { startOutbox } from '@/app/outbox/sender'
import { startSubscribe } from '@/app/subscribe'
import { startUnread } from '@/app/unread'
import { startUpdates } from '@/app/update'
import { startOpenTabs } from '@/platform/open-tabs'
import { startVisibleViewport } from '@/platform/visible-viewport'
import { withDesk } from '@/desk/with-desk'
import './app.scss'

export default function App({ children }: PropsWithChildren) {
  useLaunch(() => {
    startAppearance()
    startErrorReports()
    startOpenTabs()
    startSession()
    startAccountEvents()
    startPrivacy()
    startUpdates()
    startKnocks()
    startUnread()
    startSubscribe()
    startOutbox()
    startPageLog()
    startVisibleViewport()
  })
  usePageNotFound(replaceMissing)
  return withDesk(children)
}
