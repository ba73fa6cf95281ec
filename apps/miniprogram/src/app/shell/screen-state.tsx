import { useEffect, useState, useSyncExternalStore, type ReactNode } from 'react'
import { online, onNetChange } from '@/platform/net'
import { openLogin } from '../login-page'
import { go } from '../pages'
import { isNetworkError, NetworkError } from '@/platform/network-error'
import { Empty, type EmptyProps } from '@/ui/empty'
import { ErrorState } from '@/ui/error-state'
import { OfflineBar } from '@/ui/offline-bar'
import { formatTime } from '@/ui/format-time'
import { Skeleton } from '@/ui/skeleton'

/** What useQuery and useInfinite give. */
export interface ScreenQuery<T> {
  readonly data: T | undefined
  readonly error: unknown
  readonly at: number
  readonly offline: boolean
  readonly refetch: () => Promise<unknown>
}

export interface StateWords<T> {
  /** Shown instead of the content when it is empty. */
  readonly empty?: EmptyProps | undefined
  /** By default: an empty array. */
  readonly isEmpty?: ((data: T) => boolean) | undefined
  /** In the shape of the content; by default a list of cards. */
  readonly skeleton?: ReactNode
  /** Under an error: a way to get help. */
  readonly help?: ReactNode
  readonly children: ReactNode | ((data: T) => ReactNode)
}

interface ScreenState {
  readonly body: ReactNode
  readonly kind: 'loading' | 'empty' | 'error' | 'content'
}

const emptyArray = (data: unknown) => Array.isArray(data) && data.length === 0

/** One of the four states: loading, error, empty, content. */
export function screenState<T>(words: StateWords<T>, query: ScreenQuery<T> | undefined): ScreenState {
  const { children, empty, isEmpty = emptyArray, skeleton, help } = words
  if (!query) {
    return { kind: 'content', body: typeof children === 'function' ? null : children }
  }
  const { data, error, offline, refetch } = query
  const retry = () => void refetch()
  if (data !== undefined) {
    if (empty && isEmpty(data)) return { kind: 'empty', body: <Empty {...empty} /> }
    const body = typeof children === 'function' ? <Drawn draw={children} data={data} /> : children
    return { kind: 'content', body }
  }
  if (error !== undefined || offline) {
    const shown = error ?? new NetworkError('offline')
    return {
      kind: 'error',
      body: (
        <ErrorState
          error={shown}
          onRetry={retry}
          onGo={(page) => (page === 'login' ? openLogin() : go(page))}
          help={help}
        />
      ),
    }
  }
  return { kind: 'loading', body: <Delayed>{skeleton ?? <Skeleton />}</Delayed> }
}

interface DrawnProps<T> {
  readonly draw: (data: T) => ReactNode
  readonly data: T
}

/** Draws below the screen, whose boundary catches what breaks in it. */
const Drawn = <T,>({ draw, data }: DrawnProps<T>) => <>{draw(data)}</>

/** Whether the phone has a network at all. */
const useOnline = (): boolean => useSyncExternalStore(onNetChange, online, online)

const isOld = ({ at, offline, error }: ScreenQuery<unknown>) => at > 0 && (offline || error !== undefined)

/** Under the bar while there is no network: how old what is shown is, and a way to try again. */
export function OfflineHint({ asked }: { readonly asked: readonly ScreenQuery<unknown>[] }) {
  const online = useOnline()
  const old = asked.filter(isOld)
  if (old.length === 0) return online ? null : <OfflineBar text="网络断了，连上以后会自己更新" />
  const when = formatTime(Math.min(...old.map(({ at }) => at)), Date.now())
  const away = old.some(({ offline, error }) => offline || isNetworkError(error))
  const text = away ? `离线内容，更新于${when}` : `没取到新的，这里更新于${when}`
  const retry = () => old.forEach(({ refetch }) => void refetch())
  return <OfflineBar text={text} action={{ text: '再试一次', onTap: retry }} />
}

const SKELETON_AFTER_MS = 150

/** Shows the skeleton late, because most answers are faster. */
function Delayed({ children }: { readonly children: ReactNode }) {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), SKELETON_AFTER_MS)
    return () => clearTimeout(timer)
  }, [])
  return late ? children : null
}
