import { expect, it } from 'vitest'
import { pageOf } from './access-log.rules.ts'

it.each([
  ['https://a.example/miniprogram/nanny-list.html?token=eyJhbGciOiJIUzI1NiJ9.e30.abc', 'miniprogram/nanny-list.html'],
  ['https://a.example/#/features/customers/detail/index?id=64b7f0aa11bb22cc33dd44ee', 'features/customers/detail'],
  ['/features/public-workers/detail/index', 'features/public-workers/detail'],
  ['https://a.example/j/abcdefghijklmnopqrstuvwx/13711220033', 'j/…/…'],
  ['https://a.example/王桂兰/x', 'x'],
  ['https://a.example/%E7%8E%8B', '…'],
  ['https://a.example', 'index'],
  ['', 'index'],
  ['#t=secretticketsecretticket', 'index'],
  ['javascript:alert(1)', 'javascriptalert1'],
])('%s is the page %s', (address, page) => expect(pageOf(address).replace(/^\//, '')).toBe(page))
