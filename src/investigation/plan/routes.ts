import type { FastifyInstance } from 'fastify';

export async function planRoutes(_app: FastifyInstance): Promise<void> {}
