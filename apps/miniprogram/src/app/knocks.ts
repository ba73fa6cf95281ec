import type { ReplyOf } from '@qingpin/contract/core/define'
import type { ContractMap } from '@qingpin/contract/contract'
import { can } from '@qingpin/contract/core/policy'
import { create } from 'zustand'
import { isInFront } from '@/platform/in-front'
import { playKnock, startKnockSound } from '@/platform/knock-sound'
import { getStored, setStored } from '@/platform/storage'
import { api } from './api'
import { onAccountEvent, onAccountWatched } from './events/account-events'
import { invalidate } from './query-store'
import { currentSession, useSession } from './session'
import { setTabBadge } from './tabs'

/** A guest in the lobby of one of the account's rooms. */
export type WaitingGuest = ReplyOf<ContractMap['GET /api/interview/lobby']>['items'][number]

interface Knocks {
  /** Who waits now; empty for an account that hosts nothing. */
  readonly waiting: readonly WaitingGuest[]
  /** Knocks whose bar the person has closed. */
  readonly closed: readonly string[]
  /** This device makes no sound; badge and bar stay. */
  readonly silent: boolean
}

const SILENT = 'knock-silent'
const NONE: Omit<Knocks, 'silent'> = { waiting: [], closed: [] }

/** Who waits in the lobbies of the account, for the badge, the bar and the lists of every screen of staff. */
export const useKnocks = create<Knocks>(() => ({ ...NONE, silent: getStored(SILENT) === true }))

/** For this device, whoever uses it: a reception may want the sound, an office full of colleagues not. */
export function setKnockSilent(silent: boolean): void {
  setStored(SILENT, silent)
  useKnocks.setState({ silent })
}

/** A guest who knocks again is another knock. */
const knockOf = ({ id, since }: WaitingGuest) => `${id} ${since}`

/** A guest who closes the page sends no event; while guests wait, the lobby is read again at intervals. */
const LOOK_EVERY_MS = 10_000
/** A hidden tab leaves the sound to a visible one. */
const HIDDEN_WAITS_MS = 400

const RUNG = 'knock-rung'
let timer: ReturnType<typeof setInterval> | undefined
let asked = 0

/** Shows who waits, as a reply has just said. */
export function showWaiting(reply: readonly WaitingGuest[]): void {
  // It comes from a reply, and is drawn on every screen of staff.
  const waiting = Array.isArray(reply) ? reply : []
  useKnocks.setState(({ closed }) => ({
    waiting,
    closed: closed.filter((knock) => waiting.some((one) => knockOf(one) === knock)),
  }))
  setTabBadge('interviews', waiting.length)
  if (waiting.length === 0) {
    clearInterval(timer)
    timer = undefined
  } else {
    timer ??= setInterval(() => {
      if (isInFront()) void readLobby()
    }, LOOK_EVERY_MS)
  }
}

async function readLobby(): Promise<void> {
  const host = hostOf()
  if (!host) return
  asked += 1
  const turn = asked
  try {
    const { items } = await api('GET /api/interview/lobby')
    if (turn === asked && hostOf()?.id === host.id) showWaiting(items)
  } catch {
    // What is shown stays; the next event or look tries again.
  }
}

/** One sound for all tabs of a browser: the first one notes that it has rung. */
async function ring(guest: WaitingGuest): Promise<void> {
  if (!isInFront()) await new Promise<void>((resolve) => setTimeout(resolve, HIDDEN_WAITS_MS))
  const knock = knockOf(guest)
  // Read from storage: another tab may have silenced the device.
  if (getStored(SILENT) === true || getStored(RUNG) === knock) return
  setStored(RUNG, knock)
  // Where the browser refuses the sound, another tab may be allowed to play it.
  if (!(await playKnock()) && getStored(RUNG) === knock) setStored(RUNG, '')
}

/** The lobby of a room of this account has changed. @param knock the guest who has just come */
async function lobbyChanged(knock: string | null): Promise<void> {
  const before = useKnocks.getState().waiting
  await readLobby()
  const { waiting } = useKnocks.getState()
  if (waiting.map(knockOf).join() !== before.map(knockOf).join()) [['interview-rooms'], ['today']].forEach(invalidate)
  const guest = waiting.find(({ id }) => id === knock)
  if (guest) await ring(guest)
}

/** Closes the bar for those who wait now; the badge stays. */
export const closeKnocks = (): void => useKnocks.setState(({ waiting }) => ({ closed: waiting.map(knockOf) }))

/** Those whose knock the person has not put aside, but for the room whose page shows its own lobby. */
export const openKnocks = ({ waiting, closed }: Knocks, except: string | undefined): readonly WaitingGuest[] =>
  waiting.filter((guest) => guest.roomId !== except && !closed.includes(knockOf(guest)))

/** The account that is logged in, where its role hosts interviews. */
const hostOf = () => {
  const user = currentSession()?.user
  return user && can(user.role, 'interview:host') ? user : undefined
}

/** After the first paint, where events have not begun by then. */
const FIRST_LOOK_MS = 2500

/** Once at launch. */
export function startKnocks(): void {
  let shown = hostOf()?.id
  const look = async () => {
    await readLobby()
    const last = useKnocks.getState().waiting.at(-1)
    if (last) await ring(last)
  }
  let first: ReturnType<typeof setTimeout> | undefined
  const lookSoon = () => {
    clearTimeout(first)
    first = setTimeout(() => void look(), FIRST_LOOK_MS)
  }
  startKnockSound()
  lookSoon()
  // A knock from before is no event.
  onAccountWatched(() => {
    clearTimeout(first)
    void look()
  })
  onAccountEvent('lobby', ({ knock }) => void lobbyChanged(knock))
  useSession.subscribe(() => {
    const host = hostOf()?.id
    if (host === shown) return
    shown = host
    useKnocks.setState(NONE)
    showWaiting([])
    lookSoon()
  })
}
