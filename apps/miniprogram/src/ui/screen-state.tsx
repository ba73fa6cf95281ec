import { useEffect, useState, type ReactNode } from 'react'
import { NetworkError } from '@/platform/network-error'
import { Empty, type EmptyProps } from './empty'
import { ErrorState } from './error-state'
import { OfflineBar } from './offline-bar'
import { sayTime } from './say-time'
import { Skeleton } from './skeleton'

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
  readonly hint: ReactNode
  readonly body: ReactNode
  readonly kind: 'loading' | 'empty' | 'error' | 'content'
}

const emptyArray = (data: unknown) => Array.isArray(data) && data.length === 0

/** One of the four states: loading, error, empty, content. */
export function screenState<T>(words: StateWords<T>, query: ScreenQuery<T> | undefined): ScreenState {
  const { children, empty, isEmpty = emptyArray, skeleton, help } = words
  if (!query) {
    return { hint: null, kind: 'content', body: typeof children === 'function' ? null : children }
  }
  const { data, error, at, offline, refetch } = query
  const retry = () => void refetch()
  if (data !== undefined) {
    const hint =
      (offline || error !== undefined) && at > 0 ? <StaleHint at={at} offline={offline} onRetry={retry} /> : null
    if (empty && isEmpty(data)) return { hint, kind: 'empty', body: <Empty {...empty} /> }
    return { hint, kind: 'content', body: typeof children === 'function' ? children(data) : children }
  }
  if (error !== undefined || offline) {
    const shown = error ?? new NetworkError('offline')
    return { hint: null, kind: 'error', body: <ErrorState error={shown} onRetry={retry} help={help} /> }
  }
  return { hint: null, kind: 'loading', body: <Delayed>{skeleton ?? <Skeleton />}</Delayed> }
}

function StaleHint({
  at,
  offline,
  onRetry,
}: {
  readonly at: number
  readonly offline: boolean
  readonly onRetry: () => void
}) {
  const when = sayTime(at, Date.now())
  const text = offline ? `网络断了，这是${when}的内容` : `没取到新的，这是${when}的内容`
  return <OfflineBar text={text} action={{ text: '再试一次', onTap: onRetry }} />
}

const SKELETON_AFTER_MS = 150

/** Most answers are faster than a skeleton is worth. */
function Delayed({ children }: { readonly children: ReactNode }) {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), SKELETON_AFTER_MS)
    return () => clearTimeout(timer)
  }, [])
  return late ? children : null
}
