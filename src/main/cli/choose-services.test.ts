import { expect, test } from 'vitest'
import { RepositoryId, ServiceId } from '../../shared/model/ids.ts'
import { chooseServices } from './choose-services.ts'

const repository = (id: number, name: string) => ({ id: RepositoryId.parse(id), name })
const repositories = [repository(1, 'shop'), repository(2, 'bank')]
const service = (id: number, name: string, repositoryId: number) => ({
  id: ServiceId.parse(id),
  name,
  repositoryId: RepositoryId.parse(repositoryId),
})
const services = [service(1, 'api', 1), service(2, 'web', 1), service(3, 'api', 2)]
const choose = (...wanted: string[]) => chooseServices(services, repositories, wanted)

test('services are named by themselves, in any repository, or with it', () => {
  expect(choose()).toBeNull()
  expect(choose('API')).toEqual([1, 3])
  expect(choose('bank/api', 'web')).toEqual([3, 2])
  expect(() => choose('shop/none')).toThrow(/no service shop\/none. There are: shop\/api, shop\/web, bank\/api/)
})
