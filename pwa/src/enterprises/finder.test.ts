import { expect, it } from 'vitest'

import { Finder } from './finder'
import type { DirectoryRow } from './rows'

const STREETS: Record<string, string> = { '410403001': '东安路街道', '410403002': '优越路街道' }
let made = 0

function row(name: string, pinyin: string, more: Partial<DirectoryRow> = {}): DirectoryRow {
  made += 1
  return {
    id: `id-${made}`, name, uscc: null, region: '410403001', protected: false, pinyin,
    initials: pinyin.split(' ').map((one) => one[0]).join(''), latDeg: null, lngDeg: null, lastVisitOn: null,
    visitsThisMonth: 0, openIssues: 0, code: `CODE000${made}`, ...more,
  }
}

const logistics = row('星野源物流有限公司', 'xing ye yuan wu liu you xian gong si', { uscc: '91410499MA0D3E4F1Y' })
const tailor = row('东环路尹记裁缝铺', 'dong huan lu yin ji cai feng pu', { region: '410403002' })
const machines = row('天润（A3）机械', 'tian run a3 ji xie')
const xingye = row('兴业五金', 'xing ye wu jin')
const all = [logistics, tailor, machines, xingye]

function find(text: string, paired: string[] = []): string[] {
  return new Finder(all, (region) => STREETS[region]!).find(text, new Set(paired)).map((hit) => hit.row.name)
}

function marked(text: string, from: DirectoryRow): string[] {
  const hit = new Finder([from], () => '').find(text, new Set())[0]!
  return hit.marks.map(([start, end]) => from.name.slice(start, end))
}

it.each(['物流', 'wuliu', 'xyywl', 'xyywlyxgs', 'xingyeyuan', 'xing ye yuan', 'XYY', 'yuanwul', '91410499ma', '4f1y', 'ｘｙｙ'])(
  '%s finds the logistics firm and nothing else',
  (text) => expect(find(text)).toEqual([logistics.name]),
)

it('letters in the middle of a syllable, or of another reading, find nothing', () => {
  expect(find('uliu')).toEqual([])
  expect(find('xinye')).toEqual([])
  expect(find('  ')).toEqual([])
})

it('finds by the code of the QR link, whole only', () => {
  expect(find(tailor.code.toLowerCase())).toEqual([tailor.name])
  expect(find('CODE000')).toEqual([])
})

it('finds a street, after the names that say it', () => {
  expect(find('优越路')).toEqual([tailor.name])
  expect(find('东')).toEqual([tailor.name, machines.name, xingye.name, logistics.name])
})

it('every word must be found, wherever', () => {
  expect(find('优越 尹记')).toEqual([tailor.name])
  expect(find('东安 尹记')).toEqual([])
})

it('own ones come first, then beginnings, then the rest, each by pinyin', () => {
  expect(find('xy')).toEqual([xingye.name, logistics.name])
  expect(find('xingye', [logistics.id])).toEqual([logistics.name, xingye.name])
  expect(find('w')).toEqual([xingye.name, logistics.name])
})

it('marks the characters that were hit, also by initials', () => {
  expect(marked('物流', logistics)).toEqual(['物流'])
  expect(marked('yywl', logistics)).toEqual(['野源物流'])
  expect(marked('yuanwu 公司', logistics)).toEqual(['源物', '公司'])
  expect(marked('a3jx', machines)).toEqual(['A3）机械'])
  expect(marked('9141', logistics)).toEqual([])
})

it('a name whose pinyin does not run beside it is found without marks', () => {
  expect(marked('tr', row('天润㈱', 'tian run zhu shi'))).toEqual([])
})

it('shows no more than asked for', () => {
  expect(new Finder(all, () => '').find('x', new Set(), 1)).toHaveLength(1)
})

it('finds what was not folded yet as well', () => {
  const finder = new Finder(all, () => '')

  expect(finder.fold(3)).toBe(true)
  expect(finder.find('wl', new Set())).toHaveLength(1)
  expect(finder.fold(3)).toBe(false)
})
