import type { People, Person } from './people.ts'

/** The person of a code. A code without a ticket can be used repeatedly. */
export interface Presented {
  person: Person
  ticket?: Ticket
}
export interface Ticket {
  openid: string
  issuedAt: number
  used: boolean
}

export interface Codes {
  issue: (person: Person, code: string) => void
  present: (code: string) => Presented | undefined
  clear: () => void
}

const MAX_TICKETS = 20_000

// The code that WeChat DevTools always gives in a project without an app id (touristappid).
const DEV_TOOLS_CODE = 'the code is a mock one'

export function createCodes(people: People, acceptUnknown: boolean, now: () => number): Codes {
  const tickets = new Map<string, Ticket>()

  function issue(person: Person, code: string): Presented {
    const ticket = { openid: person.openid, issuedAt: now(), used: false }
    tickets.set(code, ticket)
    const oldest = tickets.size > MAX_TICKETS ? tickets.keys().next().value : undefined
    if (oldest !== undefined) tickets.delete(oldest)
    return { person, ticket }
  }

  return {
    issue,
    present: (code) => {
      const ticket = tickets.get(code)
      const person = ticket && people.find(ticket.openid)
      if (person) return { person, ticket }
      if (!acceptUnknown) return undefined
      if (code === DEV_TOOLS_CODE) return { person: people.onDevice('微信开发者工具') }
      const device = /^dev:([^:]{1,128})(?::(.+))?$/.exec(code)
      if (device?.[1] === undefined) return issue(people.newUser(), code)
      const owner = people.onDevice(device[1])
      return device[2] === undefined ? { person: owner } : issue(owner, code)
    },
    clear: () => tickets.clear(),
  }
}
