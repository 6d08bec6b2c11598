	.file	"interpreter.c"
	.option nopic
	.attribute arch, "rv32i2p1_m2p0"
	.attribute unaligned_access, 0
	.attribute stack_align, 16
	.text
	.section	.text.startup,"ax",@progbits
	.align	2
	.globl	main
	.type	main, @function
main:
	lui	t4,%hi(.LANCHOR0)
	addi	t4,t4,%lo(.LANCHOR0)
	addi	sp,sp,-16
	sw	s0,12(sp)
	addi	t1,t4,8
	addi	t5,t4,32
	li	a2,112
	li	a7,0
	li	t3,0
	li	a0,435
.L5:
	lw	a1,0(t1)
	lw	a5,0(t4)
	lw	a4,4(t4)
	beq	a2,zero,.L2
.L3:
	xor	a5,a2,a5
	mul	a3,a0,a4
	lbu	a2,1(a1)
	slli	a6,a5,8
	addi	a1,a1,1
	mulhu	a4,a0,a5
	add	a3,a3,a6
	mul	a5,a0,a5
	add	a4,a3,a4
	bne	a2,zero,.L3
.L2:
	add	a5,a7,a5
	sltu	a7,a5,a7
	add	t3,t3,a4
	add	a2,a7,t3
	addi	t1,t1,4
	mv	a7,a5
	mv	t3,a2
	beq	t5,t1,.L20
	lw	a5,0(t1)
	lbu	a2,0(a5)
	j	.L5
.L20:
	lui	a3,%hi(.LANCHOR1)
	lui	a0,%hi(.L9)
	li	a1,0
	addi	a3,a3,%lo(.LANCHOR1)
	li	t5,47
	li	t4,109
	li	t3,112
	li	t1,100
	li	a7,36
	li	a6,10
	addi	a0,a0,%lo(.L9)
.L4:
	lbu	a4,0(a3)
	bgtu	a4,t5,.L6
	bleu	a4,a7,.L22
	addi	a4,a4,-37
	andi	a4,a4,0xff
	bgtu	a4,a6,.L22
	slli	a4,a4,2
	add	a4,a4,a0
	lw	a4,0(a4)
	jr	a4
	.section	.rodata
	.align	2
	.align	2
.L9:
	.word	.L13
	.word	.L22
	.word	.L22
	.word	.L22
	.word	.L22
	.word	.L12
	.word	.L11
	.word	.L22
	.word	.L10
	.word	.L22
	.word	.L8
	.section	.text.startup
.L22:
	li	a3,-1
.L7:
	lw	s0,12(sp)
	srli	a4,a2,24
	add	a3,a3,a4
	add	a0,a3,a5
	andi	a0,a0,127
	addi	sp,sp,16
	jr	ra
.L8:
	addi	t2,a1,-1
	addi	t6,a1,-2
	lui	a4,%hi(.LANCHOR2)
	addi	a4,a4,%lo(.LANCHOR2)
	slli	t6,t6,2
	slli	a1,t2,2
	add	t6,a4,t6
	add	a1,a4,a1
	lw	s0,0(a1)
	lw	t0,0(t6)
	mv	a1,t2
	div	t0,t0,s0
	sw	t0,0(t6)
.L17:
	lw	a3,4(a3)
	bne	a3,zero,.L4
	lw	a3,0(a4)
	j	.L7
.L10:
	addi	t2,a1,-1
	addi	t6,a1,-2
	lui	a4,%hi(.LANCHOR2)
	addi	a4,a4,%lo(.LANCHOR2)
	slli	t6,t6,2
	slli	a1,t2,2
	add	t6,a4,t6
	add	a1,a4,a1
	lw	s0,0(a1)
	lw	t0,0(t6)
	mv	a1,t2
	sub	t0,t0,s0
	sw	t0,0(t6)
	j	.L17
.L11:
	addi	t2,a1,-1
	addi	t6,a1,-2
	lui	a4,%hi(.LANCHOR2)
	addi	a4,a4,%lo(.LANCHOR2)
	slli	t6,t6,2
	slli	a1,t2,2
	add	t6,a4,t6
	add	a1,a4,a1
	lw	s0,0(a1)
	lw	t0,0(t6)
	mv	a1,t2
	add	t0,t0,s0
	sw	t0,0(t6)
	j	.L17
.L12:
	addi	t2,a1,-1
	addi	t6,a1,-2
	lui	a4,%hi(.LANCHOR2)
	addi	a4,a4,%lo(.LANCHOR2)
	slli	t6,t6,2
	slli	a1,t2,2
	add	t6,a4,t6
	add	a1,a4,a1
	lw	s0,0(a1)
	lw	t0,0(t6)
	mv	a1,t2
	mul	t0,t0,s0
	sw	t0,0(t6)
	j	.L17
.L13:
	addi	t2,a1,-1
	addi	t6,a1,-2
	lui	a4,%hi(.LANCHOR2)
	addi	a4,a4,%lo(.LANCHOR2)
	slli	t6,t6,2
	slli	a1,t2,2
	add	t6,a4,t6
	add	a1,a4,a1
	lw	s0,0(a1)
	lw	t0,0(t6)
	mv	a1,t2
	rem	t0,t0,s0
	sw	t0,0(t6)
	j	.L17
.L6:
	beq	a4,t4,.L14
	bne	a4,t3,.L27
	lh	t0,2(a3)
	lui	a4,%hi(.LANCHOR2)
	slli	t6,a1,2
	addi	a4,a4,%lo(.LANCHOR2)
	add	t6,a4,t6
	sw	t0,0(t6)
	addi	a1,a1,1
	j	.L17
.L27:
	bne	a4,t1,.L22
	addi	t6,a1,-1
	lui	a4,%hi(.LANCHOR2)
	addi	a4,a4,%lo(.LANCHOR2)
	slli	t6,t6,2
	add	t6,a4,t6
	lw	t0,0(t6)
	slli	t2,a1,2
	add	t2,a4,t2
	sw	t0,0(t2)
	slli	t0,t0,1
	sw	t0,0(t6)
	j	.L17
.L14:
	addi	t6,a1,-1
	lui	a4,%hi(.LANCHOR2)
	addi	a4,a4,%lo(.LANCHOR2)
	slli	t6,t6,2
	add	t6,a4,t6
	lw	t0,0(t6)
	neg	t0,t0
	srai	t0,t0,3
	sw	t0,0(t6)
	j	.L17
	.size	main, .-main
	.data
	.align	2
	.set	.LANCHOR1,. + 0
	.type	program, @object
	.size	program, 56
program:
	.byte	112
	.zero	1
	.half	1000
	.word	program+8
	.byte	112
	.zero	1
	.half	-7
	.word	program+16
	.byte	42
	.zero	1
	.half	0
	.word	program+24
	.byte	112
	.zero	1
	.half	3
	.word	program+32
	.byte	43
	.zero	1
	.half	0
	.word	program+40
	.byte	100
	.zero	1
	.half	0
	.word	program+48
	.byte	109
	.zero	1
	.half	0
	.word	0
	.bss
	.align	2
	.set	.LANCHOR2,. + 0
	.type	stack, @object
	.size	stack, 64
stack:
	.zero	64
	.section	.rodata
	.align	3
	.set	.LANCHOR0,. + 0
.LC0:
	.word	1939669891
	.word	342167472
	.type	names, @object
	.size	names, 24
names:
	.word	.LC1
	.word	.LC2
	.word	.LC3
	.word	.LC4
	.word	.LC5
	.word	.LC6
.LC1:
	.string	"push"
	.zero	3
.LC2:
	.string	"times \"quoted\"\t\n"
	.zero	3
.LC3:
	.string	"plus\\"
	.zero	2
.LC4:
	.string	"double"
	.zero	1
.LC5:
	.string	""
	.zero	3
.LC6:
	.string	"\001\377"
	.ident	"GCC: (12.2.0-14+deb12u1+11+b2) 12.2.0"
