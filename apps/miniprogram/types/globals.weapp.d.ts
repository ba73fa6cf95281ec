// What a phone has although the weapp check runs without the DOM library.
// Stands for the DOM node that only the browser has.
interface Element {}
type TimerId = number
declare function setTimeout(run: () => void, ms?: number): TimerId
declare function clearTimeout(id: TimerId | undefined): void
declare function setInterval(run: () => void, ms: number): TimerId
declare function clearInterval(id: TimerId | undefined): void
