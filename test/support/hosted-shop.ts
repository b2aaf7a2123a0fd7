import type { CodeHostEntity } from '../../src/shared/model/code-entities.ts'

/** The repository acme/shop as its code host tells of it. */
export const hostedShop = (createdAt: number): CodeHostEntity => ({
  kind: 'hosted_repository',
  externalId: '1',
  owner: 'acme',
  name: 'shop',
  location: 'github.example/acme/shop',
  url: 'https://github.example/acme/shop',
  defaultBranch: 'main',
  private: false,
  archived: false,
  fork: false,
  createdAt,
})
