import type { FastifyInstance } from 'fastify';

export async function decisionRoutes(_app: FastifyInstance): Promise<void> {}
